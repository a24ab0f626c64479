"""The words in Spanish: the rules in force."""

WORDS: dict[str, str] = {
    # how it works
    "how_lead": "Las reglas vigentes, tal como están en los archivos del programa.",
    "on_this_page": "En esta página",
    "how.points": "Puntos",
    "how.every.quarter": "Un ciclo es un trimestre, contado desde {month}.",
    "how.every.half-year": "Un ciclo es medio año, contado desde {month}.",
    "how.every.year": "Un ciclo es un año, contado desde {month}.",
    "how.zone": "Los días empiezan y acaban en la zona horaria {zone}.",
    "how.points.claim": "Una entrega aprobada da los puntos que daba su misión el día en que se "
    "hizo.",
    "how.points.matures.one": "Se pueden usar {number} día después de la decisión.",
    "how.points.matures.other": "Se pueden usar {number} días después de la decisión.",
    "how.points.at_once": "Se pueden usar el mismo día de la decisión.",
    "how.expiry.never": "Los puntos no caducan.",
    "how.expiry.end-of-cycle": "Los puntos se pueden gastar hasta el final del ciclo en que se "
    "pueden usar, y durante 30 días al menos.",
    "how.expiry.end-of-next-cycle": "Los puntos se pueden gastar hasta el final del ciclo "
    "siguiente a aquel en que se pueden usar.",
    "how.expiry.months.one": "Los puntos se pueden gastar durante {number} mes.",
    "how.expiry.months.other": "Los puntos se pueden gastar durante {number} meses.",
    "how.expiry.round.month": "El último día se redondea al final de su mes.",
    "how.expiry.round.cycle": "El último día se redondea al final de su ciclo.",
    "how.expiry.round.year": "El último día se redondea al final de su año.",
    "how.points.grace.one": "Lo entregado hasta {number} día después de un ciclo aún puede contar "
    "para ese ciclo.",
    "how.points.grace.other": "Lo entregado hasta {number} días después de un ciclo aún puede "
    "contar para ese ciclo.",
    "how.points.too_old.one": "Lo que es más de {number} ciclo anterior al actual ya no se puede "
    "entregar.",
    "how.points.too_old.other": "Lo que es más de {number} ciclos anterior al actual ya no se "
    "puede entregar.",
    "how.points.order": "Las plazas se dan por orden de entrega, nunca de revisión.",
    "how.points.two.one": "Por encima de {number} punto deciden dos personas.",
    "how.points.two.other": "Por encima de {number} puntos deciden dos personas.",
    "how.points.change": "Desde el {day}: {expiry}",
    "how.points.notice.one": "Lo que te quita algo se anuncia al menos {number} día antes.",
    "how.points.notice.other": "Lo que te quita algo se anuncia al menos {number} días antes.",
    "how.tiers": "Niveles",
    "how.tiers.up": "Subes el día en que tus puntos del ciclo actual y del anterior juntos "
    "alcanzan un nivel.",
    "how.tiers.down": "Bajas el primer día de un ciclo, un escalón, cuando los dos ciclos que "
    "acaban de terminar no alcanzan tu nivel.",
    "how.tiers.never": "Gastar puntos no baja de nivel. Nadie baja estando en pausa, ni mientras "
    "una entrega hecha a tiempo nos espera.",
    "how.tiers.change": "Desde el {day}: {list}",
    "how.answers": "Respuestas y recursos",
    "how.answers.loop": "Quien nos cuenta algo sabrá por nosotros, en persona, qué fue de ello. "
    "Hasta entonces sigue abierto.",
    "how.answers.appeal": "Una entrega rechazada se puede recurrir una vez, ante alguien que no "
    "participó en la decisión.",
    "how.clock.what": "Qué",
    "how.clock.within": "En",
    "how.clock.days.one": "{number} día",
    "how.clock.days.other": "{number} días",
    "how.clock.business.one": "{number} día laborable",
    "how.clock.business.other": "{number} días laborables",
    "how.clock.hours.one": "{number} hora",
    "how.clock.hours.other": "{number} horas",
    "how.disclosure": "Declarar la relación",
    "how.disclosure.why": "Los puntos son una relación con la marca. Lo que muestra la marca a "
    "otros lo dice, y nombra muestras, regalos y viajes.",
    "how.leaving": "Pausas y salida",
    "how.leaving.leave": "En pausa no caduca nada ni se baja de nivel.",
    "how.leaving.exit.one": "Quien se va puede gastar sus puntos {number} día más.",
    "how.leaving.exit.other": "Quien se va puede gastar sus puntos {number} días más.",
    "how.leaving.again": "Puedes irte cuando quieras, y volver.",
    "how.data": "Qué hacemos con tus datos",
    "how.data.levels": "Para cada cosa eliges quién la ve: nadie, el equipo, los miembros o todo "
    "el mundo.",
    "how.data.default": "Lo que no has decidido solo lo ve el equipo.",
    "how.data.rights": "Puedes cambiar de opinión cuando quieras; lo que permite menos vale al "
    "instante. Tu registro es tuyo y te lo puedes llevar.",
    "how.data.word": "Tu elección",
    "how.data.decides": "Sobre qué decide",
    "how.data.recognition": "Reconocimiento",
    "how.data.recognition.what": "Nombre, pronombres, presentación, enlaces, idiomas, temas, país, "
    "comunidades, agradecimientos que se pueden mostrar",
    "how.data.contact": "Contacto",
    "how.data.contact.what": "Tus cuentas en otros sitios",
    "how.data.points": "Puntos",
    "how.data.points.what": "Puntos, nivel, puesto, entregas",
    "how.data.messages": "Mensajes",
    "how.data.messages.what": "Qué mensajes recibes",
    "how.data.never": "Nunca fuera del equipo",
    "how.data.never.what": "Notas, valoraciones, alcance, categoría, relaciones, quién te "
    "recomendó, acuerdos, regalos, respuestas a encuestas",
    "how.data.version": "Texto de consentimiento {version}, en vigor desde el {day}:",
    "how.staff": "Quién lo lleva",
    "how.staff.list": "{list}",
}
