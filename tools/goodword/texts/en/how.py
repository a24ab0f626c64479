"""The words in English: the rules in force."""

WORDS: dict[str, str] = {
    # how it works
    "how_lead": "The rules in force, as the program's own files state them.",
    "on_this_page": "On this page",
    "how.points": "Points",
    "how.every.quarter": "A cycle is a calendar quarter, counted from {month}.",
    "how.every.half-year": "A cycle is half a year, counted from {month}.",
    "how.every.year": "A cycle is a year, counted from {month}.",
    "how.zone": "Days begin and end in the time zone {zone}.",
    "how.points.claim": "An approved claim gives the points that its mission gave on the day on "
    "which the thing was done.",
    "how.points.matures.one": "They become available {number} day after the decision.",
    "how.points.matures.other": "They become available {number} days after the decision.",
    "how.points.at_once": "They are available on the day of the decision.",
    "how.expiry.never": "Points do not expire.",
    "how.expiry.end-of-cycle": "Points can be spent until the end of the cycle in which they "
    "become available, and for 30 days at least.",
    "how.expiry.end-of-next-cycle": "Points can be spent until the end of the cycle after the one "
    "in which they become available.",
    "how.expiry.months.one": "Points can be spent for {number} month.",
    "how.expiry.months.other": "Points can be spent for {number} months.",
    "how.expiry.round.month": "The last day is rounded up to the end of its month.",
    "how.expiry.round.cycle": "The last day is rounded up to the end of its cycle.",
    "how.expiry.round.year": "The last day is rounded up to the end of its year.",
    "how.points.grace.one": "Handed in within {number} day after a cycle, it can still count for "
    "that cycle.",
    "how.points.grace.other": "Handed in within {number} days after a cycle, it can still count "
    "for that cycle.",
    "how.points.too_old.one": "What is older than {number} cycle before the current one is too "
    "old to be handed in.",
    "how.points.too_old.other": "What is older than {number} cycles before the current one is too "
    "old to be handed in.",
    "how.points.order": "Places are given in the order of handing in, never of reviewing.",
    "how.points.two.one": "Above {number} point two people decide.",
    "how.points.two.other": "Above {number} points two people decide.",
    "how.points.change": "From {day}: {expiry}",
    "how.points.notice.one": "What takes something away from you is announced at least {number} "
    "day before.",
    "how.points.notice.other": "What takes something away from you is announced at least "
    "{number} days before.",
    "how.tiers": "Tiers",
    "how.tiers.up": "You rise on the day on which your points of the current and the previous "
    "cycle together reach a tier.",
    "how.tiers.down": "You fall on the first day of a cycle, by one step, when the two cycles "
    "that have just ended do not reach your tier.",
    "how.tiers.never": "Spending points lowers no tier. Nobody falls on leave, or while a claim "
    "that was handed in in time waits for us.",
    "how.tiers.change": "From {day}: {list}",
    "how.answers": "Answers and appeals",
    "how.answers.loop": "Whoever tells us something is told personally what became of it. Until "
    "then it stays open.",
    "how.answers.appeal": "A declined claim can be appealed once, to somebody who had no part in "
    "the decision.",
    "how.clock.what": "What",
    "how.clock.within": "Within",
    "how.clock.days.one": "{number} day",
    "how.clock.days.other": "{number} days",
    "how.clock.business.one": "{number} business day",
    "how.clock.business.other": "{number} business days",
    "how.clock.hours.one": "{number} hour",
    "how.clock.hours.other": "{number} hours",
    "how.disclosure": "Disclosure",
    "how.disclosure.why": "Points are a connection to the brand. What shows the brand to others "
    "says so, and names samples, gifts and travel.",
    "how.leaving": "Leave and leaving",
    "how.leaving.leave": "On leave nothing expires, and no tier falls.",
    "how.leaving.exit.one": "Who leaves can spend points for {number} more day.",
    "how.leaving.exit.other": "Who leaves can spend points for {number} more days.",
    "how.leaving.again": "You can leave at any time, and come back.",
    "how.data": "What we do with your data",
    "how.data.levels": "For each of these you choose who sees it: nobody, staff, members, or "
    "everyone.",
    "how.data.default": "What you have not decided only staff see.",
    "how.data.rights": "You can change your mind at any time; what allows less holds at once. "
    "Your record is yours to take along.",
    "how.data.word": "Your choice",
    "how.data.decides": "What it decides about",
    "how.data.recognition": "Recognition",
    "how.data.recognition.what": "Name, pronouns, about you, links, languages, topics, country, "
    "communities, thanks that may be shown",
    "how.data.contact": "Contact",
    "how.data.contact.what": "Your accounts elsewhere",
    "how.data.points": "Points",
    "how.data.points.what": "Points, tier, place, claims",
    "how.data.messages": "Messages",
    "how.data.messages.what": "Which messages you get",
    "how.data.never": "Never shown outside staff",
    "how.data.never.what": "Notes, scores, reach, category, relations, who referred you, "
    "agreements, gifts, answers to surveys",
    "how.data.version": "Consent text {version}, in force since {day}:",
    "how.staff": "Who runs it",
    "how.staff.list": "{list}",
}
