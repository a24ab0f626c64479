"""What can be done to a program: one verb a module, each from a request to edits, all in ACTIONS.

An action writes nothing. What it proposes is judged (`judging`), shown, and written by the
command line.
"""

from __future__ import annotations

from goodword.actions.acknowledge import acknowledge
from goodword.actions.adjust import adjust
from goodword.actions.appeal import appeal
from goodword.actions.approve import approve
from goodword.actions.ask import ask
from goodword.actions.ask_influencer import ask_influencer
from goodword.actions.close import close
from goodword.actions.contact import contact
from goodword.actions.decide import decide
from goodword.actions.decline import decline
from goodword.actions.deliver import deliver
from goodword.actions.exempt import exempt
from goodword.actions.extend import extend
from goodword.actions.hear import hear
from goodword.actions.import_claims import import_claims
from goodword.actions.new import new
from goodword.actions.promise import promise
from goodword.actions.receive import receive
from goodword.actions.redeem import redeem
from goodword.actions.reopen import reopen
from goodword.actions.reverse import reverse
from goodword.actions.settle import settle
from goodword.actions.snooze import snooze
from goodword.actions.stage import stage
from goodword.actions.tell import tell
from goodword.actions.thank import thank
from goodword.actions.triage import triage

ACTIONS = (
    acknowledge,
    adjust,
    appeal,
    approve,
    ask,
    ask_influencer,
    close,
    contact,
    decide,
    decline,
    deliver,
    exempt,
    extend,
    hear,
    import_claims,
    new,
    promise,
    receive,
    redeem,
    reopen,
    reverse,
    settle,
    snooze,
    stage,
    tell,
    thank,
    triage,
)
"""All actions."""
