"""Names for made-up people, from several scripts and cultures, each with its spelling in ids."""

# ruff: noqa: E501, RUF001 - names in their own scripts, whose letters are wide or look like others

from __future__ import annotations

from dataclasses import dataclass

Spelled = tuple[str, str]
"""A name as its bearer writes it, and in the letters of an id."""


def _spelled(text: str) -> tuple[Spelled, ...]:
    """Names from "Ana Zoë=zoe": what needs no other spelling is only lower-cased."""
    pairs = (each.partition("=") for each in text.split())
    return tuple((name, spelling or name.lower()) for name, _, spelling in pairs)


@dataclass(frozen=True, slots=True)
class Culture:
    """Where people come from, what they speak and how they are named.

    Args:
        regions: ISO 3166 codes.
        languages: language tags, the first one their own.
        given: given names.
        family: family names.
        family_first: whether the family name comes first.
        between: what stands between both.
    """

    regions: tuple[str, ...]
    languages: tuple[str, ...]
    given: tuple[Spelled, ...]
    family: tuple[Spelled, ...]
    family_first: bool = False
    between: str = " "

    def name(self, given: Spelled, family: Spelled) -> str:
        """The whole name in its own order and script."""
        parts = (family, given) if self.family_first else (given, family)
        return self.between.join(part[0] for part in parts)


CULTURES = (
    Culture(
        ("ES", "MX", "AR", "CL"),
        ("es", "en"),
        _spelled(
            "Lucía=lucia Andrés=andres Marta Íñigo=inigo Rocío=rocio Pablo Nuria Tomás=tomas "
            "Elena Joaquín=joaquin Begoña=begona Iván=ivan"
        ),
        _spelled(
            "Ibáñez=ibanez Muñoz=munoz Peña=pena Quintana Robles Saavedra Urrutia Vidal "
            "Zúñiga=zuniga Cárdenas=cardenas Fuentes Lagos"
        ),
    ),
    Culture(
        ("GB", "IE", "US", "AU"),
        ("en",),
        _spelled("Niamh Owen Hazel Callum Priscilla Desmond Fern Graham Imogen Rufus Tess Wendell"),
        _spelled(
            "Ashdown Birtwell Carrick Dunmore Ellingham Farrow Garside O'Shea=oshea Holloway "
            "Kettering Lockyer Penhale"
        ),
    ),
    Culture(
        ("DE", "AT", "CH"),
        ("de", "en"),
        _spelled(
            "Jörg=joerg Annika Käthe=kaethe Malte Swantje Ruben Heike Björn=bjoern Lene Till "
            "Dörte=doerte Vico"
        ),
        _spelled(
            "Brückner=brueckner Eichhorn Fährmann=faehrmann Grothe Hülsmann=huelsmann Kornblum "
            "Lüders=lueders Möbius=moebius Ohlsen Rademacher Weiß=weiss Zander"
        ),
    ),
    Culture(
        ("FR", "BE"),
        ("fr", "en"),
        _spelled(
            "Élodie=elodie Thibault Maëlle=maelle Gaspard Océane=oceane Benoît=benoit Solène=solene "
            "Rémi=remi Clémence=clemence Baptiste Agnès=agnes Loïc=loic"
        ),
        _spelled(
            "Beaulieu Chauvet Delorme Fèvre=fevre Guérin=guerin Lacombe Marchand Noël=noel Perrault "
            "Rousselle Sauvage Tessier"
        ),
    ),
    Culture(
        ("PL", "CZ"),
        ("pl", "en"),
        _spelled(
            "Łukasz=lukasz Małgorzata=malgorzata Zdzisław=zdzislaw Agnieszka Grażyna=grazyna Paweł=pawel "
            "Bożena=bozena Michał=michal Iga Wojciech Róża=roza Jędrzej=jedrzej"
        ),
        _spelled(
            "Dąbek=dabek Gołąb=golab Jarzębina=jarzebina Kosiński=kosinski Ładny=ladny Mróz=mroz "
            "Piątek=piatek Sowińska=sowinska Świt=swit Trzciński=trzcinski Wójcik=wojcik Żuraw=zuraw"
        ),
    ),
    Culture(
        ("UA", "BG", "RS"),
        ("uk", "en"),
        _spelled(
            "Оксана=oksana Богдан=bohdan Надія=nadiia Тарас=taras Злата=zlata Милан=milan Весна=vesna "
            "Остап=ostap Ружа=ruzha Ярина=yaryna Петро=petro Софія=sofiia"
        ),
        _spelled(
            "Гончар=honchar Дорошенко=doroshenko Калина=kalyna Лисенко=lysenko Мельник=melnyk "
            "Обрадовић=obradovic Павлів=pavliv Савчук=savchuk Ткач=tkach Чорна=chorna Шевчик=shevchyk "
            "Яворська=yavorska"
        ),
    ),
    Culture(
        ("GR", "CY"),
        ("el", "en"),
        _spelled(
            "Ελένη=eleni Νίκος=nikos Δάφνη=dafni Σταύρος=stavros Ιωάννα=ioanna Θοδωρής=thodoris "
            "Χρυσή=chrysi Μάνος=manos Ρένα=rena Άρης=aris Καλλιόπη=kalliopi Φώτης=fotis"
        ),
        _spelled(
            "Βλάχου=vlachou Γαλάνης=galanis Δρόσος=drosos Ζερβού=zervou Καρράς=karras Λαζάρου=lazarou "
            "Μαυρίδη=mavridi Ξένος=xenos Πετρίδου=petridou Ρήγας=rigas Σκούρας=skouras Τσάκαλος=tsakalos"
        ),
    ),
    Culture(
        ("EG", "MA", "JO"),
        ("ar", "en"),
        _spelled(
            "ليلى=layla يوسف=yusuf نور=nur كريم=karim سلمى=salma عمر=umar هدى=huda طارق=tariq "
            "رنا=rana زياد=ziyad مريم=maryam فارس=faris"
        ),
        _spelled(
            "الحداد=al-haddad النجار=al-najjar منصور=mansur الخياط=al-khayyat سلامة=salama "
            "البناء=al-banna درويش=darwish الطحان=al-tahhan عطية=atiyya الصباغ=al-sabbagh "
            "قاسم=qasim الزيات=al-zayyat"
        ),
    ),
    Culture(
        ("CN", "TW", "SG"),
        ("zh-Hans", "en"),
        _spelled(
            "雨桐=yutong 建国=jianguo 思远=siyuan 晓梅=xiaomei 子轩=zixuan 静怡=jingyi 志强=zhiqiang "
            "若曦=ruoxi 明哲=mingzhe 秋月=qiuyue 浩然=haoran 雅琴=yaqin"
        ),
        _spelled(
            "陈=chen 林=lin 黄=huang 赵=zhao 沈=shen 曹=cao 罗=luo 谢=xie 唐=tang 韩=han 冯=feng 邓=deng"
        ),
        family_first=True,
        between="",
    ),
    Culture(
        ("JP",),
        ("ja", "en"),
        _spelled(
            "さくら=sakura 健太=kenta 美咲=misaki 大輔=daisuke あおい=aoi 翔=sho 由美子=yumiko 直樹=naoki "
            "千尋=chihiro 亮=ryo 恵=megumi 隆=takashi"
        ),
        _spelled(
            "石橋=ishibashi 小野寺=onodera 森下=morishita 北村=kitamura 水野=mizuno 荒木=araki 柴田=shibata "
            "大島=oshima 白石=shiraishi 片山=katayama 古川=furukawa 野口=noguchi"
        ),
        family_first=True,
    ),
    Culture(
        ("IN", "NP"),
        ("hi", "en"),
        _spelled(
            "अनन्या=ananya रोहन=rohan मीरा=meera विक्रम=vikram काव्या=kavya अर्जुन=arjun लता=lata "
            "सुनील=sunil प्रिया=priya देव=dev गौरी=gauri मनोज=manoj"
        ),
        _spelled(
            "जोशी=joshi कुलकर्णी=kulkarni राठौर=rathore सक्सेना=saxena भट्ट=bhatt त्रिवेदी=trivedi नायर=nair "
            "मेहरा=mehra पांडे=pande थापा=thapa चौहान=chauhan देसाई=desai"
        ),
    ),
    Culture(
        ("KE", "NG", "GH"),
        ("en", "sw"),
        _spelled(
            "Wanjiru Chinedu Akosua Baraka Ngozi Kwabena Amina Otieno Yétúndé=yetunde Kofi Zawadi Ifeanyi"
        ),
        _spelled(
            "Mwangi Okonkwo Boateng Kamau Adéyẹmí=adeyemi Owusu Njoroge Eze Asante Wafula Abubakar Mensah"
        ),
    ),
)
"""All cultures that names are drawn from, in a fixed order."""
