"""The words in Dutch: the rules in force."""

WORDS: dict[str, str] = {
    # how it works
    "how_lead": "De geldende regels, zoals ze in de bestanden van het programma staan.",
    "on_this_page": "Op deze pagina",
    "how.points": "Punten",
    "how.every.quarter": "Een cyclus is een kwartaal, geteld vanaf {month}.",
    "how.every.half-year": "Een cyclus is een half jaar, geteld vanaf {month}.",
    "how.every.year": "Een cyclus is een jaar, geteld vanaf {month}.",
    "how.zone": "Dagen beginnen en eindigen in de tijdzone {zone}.",
    "how.points.claim": "Een goedgekeurde inzending geeft de punten die de missie gaf op de dag "
    "waarop het werd gedaan.",
    "how.points.matures.one": "Ze zijn beschikbaar {number} dag na het besluit.",
    "how.points.matures.other": "Ze zijn beschikbaar {number} dagen na het besluit.",
    "how.points.at_once": "Ze zijn beschikbaar op de dag van het besluit.",
    "how.expiry.never": "Punten vervallen niet.",
    "how.expiry.end-of-cycle": "Punten zijn te gebruiken tot het einde van de cyclus waarin ze "
    "beschikbaar komen, en ten minste 30 dagen.",
    "how.expiry.end-of-next-cycle": "Punten zijn te gebruiken tot het einde van de cyclus na die "
    "waarin ze beschikbaar komen.",
    "how.expiry.months.one": "Punten zijn {number} maand te gebruiken.",
    "how.expiry.months.other": "Punten zijn {number} maanden te gebruiken.",
    "how.expiry.round.month": "De laatste dag wordt afgerond naar het einde van de maand.",
    "how.expiry.round.cycle": "De laatste dag wordt afgerond naar het einde van de cyclus.",
    "how.expiry.round.year": "De laatste dag wordt afgerond naar het einde van het jaar.",
    "how.points.grace.one": "Tot {number} dag na een cyclus ingeleverd kan het nog voor die "
    "cyclus tellen.",
    "how.points.grace.other": "Tot {number} dagen na een cyclus ingeleverd kan het nog voor die "
    "cyclus tellen.",
    "how.points.too_old.one": "Wat meer dan {number} cyclus ouder is dan de huidige kan niet meer "
    "worden ingeleverd.",
    "how.points.too_old.other": "Wat meer dan {number} cycli ouder is dan de huidige kan niet "
    "meer worden ingeleverd.",
    "how.points.order": "Plaatsen gaan op volgorde van inleveren, nooit van beoordelen.",
    "how.points.two.one": "Boven {number} punt besluiten twee mensen.",
    "how.points.two.other": "Boven {number} punten besluiten twee mensen.",
    "how.points.change": "Vanaf {day}: {expiry}",
    "how.points.notice.one": "Wat je iets ontneemt wordt ten minste {number} dag van tevoren "
    "aangekondigd.",
    "how.points.notice.other": "Wat je iets ontneemt wordt ten minste {number} dagen van tevoren "
    "aangekondigd.",
    "how.tiers": "Niveaus",
    "how.tiers.up": "Je stijgt op de dag waarop je punten van de huidige en de vorige cyclus "
    "samen een niveau bereiken.",
    "how.tiers.down": "Je daalt op de eerste dag van een cyclus, één stap, als de twee cycli die "
    "net voorbij zijn je niveau niet bereiken.",
    "how.tiers.never": "Punten uitgeven verlaagt geen niveau. Niemand daalt met verlof, of zolang "
    "een op tijd ingeleverde inzending op ons wacht.",
    "how.tiers.change": "Vanaf {day}: {list}",
    "how.answers": "Antwoorden en bezwaar",
    "how.answers.loop": "Wie ons iets vertelt hoort persoonlijk wat ermee is gebeurd. Tot dan "
    "blijft het open.",
    "how.answers.appeal": "Tegen een afgewezen inzending kun je één keer bezwaar maken, bij iemand "
    "die niet over het besluit ging.",
    "how.clock.what": "Wat",
    "how.clock.within": "Binnen",
    "how.clock.days.one": "{number} dag",
    "how.clock.days.other": "{number} dagen",
    "how.clock.business.one": "{number} werkdag",
    "how.clock.business.other": "{number} werkdagen",
    "how.clock.hours.one": "{number} uur",
    "how.clock.hours.other": "{number} uur",
    "how.disclosure": "De band vermelden",
    "how.disclosure.why": "Punten zijn een band met het merk. Wat het merk aan anderen laat zien "
    "zegt dat, en noemt proefexemplaren, geschenken en reizen.",
    "how.leaving": "Verlof en vertrek",
    "how.leaving.leave": "Tijdens verlof vervalt niets en daalt geen niveau.",
    "how.leaving.exit.one": "Wie vertrekt kan punten nog {number} dag gebruiken.",
    "how.leaving.exit.other": "Wie vertrekt kan punten nog {number} dagen gebruiken.",
    "how.leaving.again": "Je kunt altijd weggaan, en terugkomen.",
    "how.data": "Wat we met je gegevens doen",
    "how.data.levels": "Bij elk hiervan kies je wie het ziet: niemand, het team, leden of "
    "iedereen.",
    "how.data.default": "Wat je niet hebt besloten ziet alleen het team.",
    "how.data.rights": "Je kunt altijd van mening veranderen; wat minder toestaat geldt meteen. "
    "Je dossier is van jou en mag je meenemen.",
    "how.data.word": "Jouw keuze",
    "how.data.decides": "Waarover het gaat",
    "how.data.recognition": "Erkenning",
    "how.data.recognition.what": "Naam, voornaamwoorden, over jou, links, talen, onderwerpen, "
    "land, gemeenschappen, bedankjes die getoond mogen worden",
    "how.data.contact": "Contact",
    "how.data.contact.what": "Je accounts elders",
    "how.data.points": "Punten",
    "how.data.points.what": "Punten, niveau, plaats, inzendingen",
    "how.data.messages": "Berichten",
    "how.data.messages.what": "Welke berichten je krijgt",
    "how.data.never": "Nooit buiten het team getoond",
    "how.data.never.what": "Notities, scores, bereik, categorie, relaties, wie je aandroeg, "
    "overeenkomsten, geschenken, antwoorden op enquêtes",
    "how.data.version": "Toestemmingstekst {version}, geldig sinds {day}:",
    "how.staff": "Wie het leidt",
    "how.staff.list": "{list}",
}
