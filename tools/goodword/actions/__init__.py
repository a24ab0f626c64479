"""What can be done to a program: one action a module, each from requests to edits, all in ACTIONS.

A verb (`verbs`) names the action that does it; several only add entries, and share theirs. An
action writes nothing. What it proposes is judged (`judging`), shown, and written by the
command line.
"""

from __future__ import annotations

from goodword.actions.adjust import adjust
from goodword.actions.amend import amend
from goodword.actions.announce import announce
from goodword.actions.answer import answer
from goodword.actions.appeal import appeal
from goodword.actions.append import append
from goodword.actions.approve import approve
from goodword.actions.ask import ask
from goodword.actions.close import close
from goodword.actions.complete import complete
from goodword.actions.enlist import enlist
from goodword.actions.erase import erase
from goodword.actions.extend import extend
from goodword.actions.found import found
from goodword.actions.hand_over import hand_over
from goodword.actions.import_claims import import_claims
from goodword.actions.import_people import import_people
from goodword.actions.new import new
from goodword.actions.new_part import new_part
from goodword.actions.onboard import onboard
from goodword.actions.pack import pack
from goodword.actions.receive import receive
from goodword.actions.record import record
from goodword.actions.redeem import redeem
from goodword.actions.renew import renew
from goodword.actions.reverse import reverse
from goodword.actions.review import review
from goodword.actions.settle import settle
from goodword.actions.snooze import snooze
from goodword.actions.stage import stage
from goodword.actions.take_in import take_in
from goodword.actions.unpack import unpack

ACTIONS = (
    adjust,
    amend,
    announce,
    answer,
    appeal,
    append,
    approve,
    ask,
    close,
    complete,
    enlist,
    erase,
    extend,
    found,
    hand_over,
    import_claims,
    import_people,
    new,
    new_part,
    onboard,
    pack,
    receive,
    record,
    redeem,
    renew,
    reverse,
    review,
    settle,
    snooze,
    stage,
    take_in,
    unpack,
)
"""All actions."""
