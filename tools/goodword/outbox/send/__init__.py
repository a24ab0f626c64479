"""Sending by mail: nothing twice, nothing lost, and what nobody knows is said to be in doubt.

Mail cannot be handed over exactly once: whoever dies after the last byte and before the answer
does not know whether the server took it. So what is about to be sent is on the disk before
(`keeping`), and what has no answer is never sent again by itself (`receipts` settle it).
"""
