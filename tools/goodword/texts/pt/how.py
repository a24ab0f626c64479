"""The words in Portuguese: the rules in force."""

WORDS: dict[str, str] = {
    # how it works
    "how_lead": "As regras em vigor, tal como estão nos arquivos do programa.",
    "on_this_page": "Nesta página",
    "how.points": "Pontos",
    "how.every.quarter": "Um ciclo é um trimestre, contado a partir de {month}.",
    "how.every.half-year": "Um ciclo é meio ano, contado a partir de {month}.",
    "how.every.year": "Um ciclo é um ano, contado a partir de {month}.",
    "how.zone": "Os dias começam e acabam no fuso horário {zone}.",
    "how.points.claim": "Uma entrega aprovada dá os pontos que a missão dava no dia em que foi "
    "feita.",
    "how.points.matures.one": "Podem ser usados {number} dia após a decisão.",
    "how.points.matures.other": "Podem ser usados {number} dias após a decisão.",
    "how.points.at_once": "Podem ser usados no dia da decisão.",
    "how.expiry.never": "Os pontos não expiram.",
    "how.expiry.end-of-cycle": "Os pontos podem ser gastos até o fim do ciclo em que ficam "
    "disponíveis, e por 30 dias pelo menos.",
    "how.expiry.end-of-next-cycle": "Os pontos podem ser gastos até o fim do ciclo seguinte "
    "àquele em que ficam disponíveis.",
    "how.expiry.months.one": "Os pontos podem ser gastos durante {number} mês.",
    "how.expiry.months.other": "Os pontos podem ser gastos durante {number} meses.",
    "how.expiry.round.month": "O último dia é arredondado para o fim do mês.",
    "how.expiry.round.cycle": "O último dia é arredondado para o fim do ciclo.",
    "how.expiry.round.year": "O último dia é arredondado para o fim do ano.",
    "how.points.grace.one": "O que for entregue até {number} dia após um ciclo ainda pode contar "
    "para esse ciclo.",
    "how.points.grace.other": "O que for entregue até {number} dias após um ciclo ainda pode "
    "contar para esse ciclo.",
    "how.points.too_old.one": "O que é mais de {number} ciclo anterior ao atual já não pode ser "
    "entregue.",
    "how.points.too_old.other": "O que é mais de {number} ciclos anterior ao atual já não pode "
    "ser entregue.",
    "how.points.order": "Os lugares são dados pela ordem de entrega, nunca de revisão.",
    "how.points.two.one": "Acima de {number} ponto decidem duas pessoas.",
    "how.points.two.other": "Acima de {number} pontos decidem duas pessoas.",
    "how.points.change": "A partir de {day}: {expiry}",
    "how.points.notice.one": "O que lhe tira algo é anunciado pelo menos {number} dia antes.",
    "how.points.notice.other": "O que lhe tira algo é anunciado pelo menos {number} dias antes.",
    "how.tiers": "Níveis",
    "how.tiers.up": "Você sobe no dia em que os seus pontos do ciclo atual e do anterior juntos "
    "alcançam um nível.",
    "how.tiers.down": "Você desce no primeiro dia de um ciclo, um degrau, quando os dois ciclos "
    "que acabaram de terminar não alcançam o seu nível.",
    "how.tiers.never": "Gastar pontos não baixa o nível. Ninguém desce em pausa, nem enquanto uma "
    "entrega feita a tempo espera por nós.",
    "how.tiers.change": "A partir de {day}: {list}",
    "how.answers": "Respostas e recursos",
    "how.answers.loop": "Quem nos conta algo fica sabendo por nós, pessoalmente, o que foi feito. "
    "Até lá continua aberto.",
    "how.answers.appeal": "De uma entrega recusada pode-se recorrer uma vez, a alguém que não "
    "participou da decisão.",
    "how.clock.what": "O quê",
    "how.clock.within": "Em",
    "how.clock.days.one": "{number} dia",
    "how.clock.days.other": "{number} dias",
    "how.clock.business.one": "{number} dia útil",
    "how.clock.business.other": "{number} dias úteis",
    "how.clock.hours.one": "{number} hora",
    "how.clock.hours.other": "{number} horas",
    "how.disclosure": "Declarar a relação",
    "how.disclosure.why": "Os pontos são uma relação com a marca. O que mostra a marca a outros "
    "diz isso, e nomeia amostras, presentes e viagens.",
    "how.leaving": "Pausa e saída",
    "how.leaving.leave": "Em pausa nada expira e nenhum nível desce.",
    "how.leaving.exit.one": "Quem sai pode gastar os pontos por mais {number} dia.",
    "how.leaving.exit.other": "Quem sai pode gastar os pontos por mais {number} dias.",
    "how.leaving.again": "Você pode sair quando quiser, e voltar.",
    "how.data": "O que fazemos com os seus dados",
    "how.data.levels": "Para cada coisa você escolhe quem vê: ninguém, a equipe, os membros ou "
    "todos.",
    "how.data.default": "O que você não decidiu só a equipe vê.",
    "how.data.rights": "Você pode mudar de ideia quando quiser; o que permite menos vale na hora. "
    "O seu registro é seu e pode levá-lo.",
    "how.data.word": "A sua escolha",
    "how.data.decides": "Sobre o que decide",
    "how.data.recognition": "Reconhecimento",
    "how.data.recognition.what": "Nome, pronomes, apresentação, links, idiomas, temas, país, "
    "comunidades, agradecimentos que podem ser mostrados",
    "how.data.contact": "Contato",
    "how.data.contact.what": "As suas contas noutros lugares",
    "how.data.points": "Pontos",
    "how.data.points.what": "Pontos, nível, lugar, entregas",
    "how.data.messages": "Mensagens",
    "how.data.messages.what": "Que mensagens você recebe",
    "how.data.never": "Nunca fora da equipe",
    "how.data.never.what": "Notas, pontuações, alcance, categoria, relações, quem o indicou, "
    "acordos, presentes, respostas a pesquisas",
    "how.data.version": "Texto de consentimento {version}, em vigor desde {day}:",
    "how.staff": "Quem conduz",
    "how.staff.list": "{list}",
}
