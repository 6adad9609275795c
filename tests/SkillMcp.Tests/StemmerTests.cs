using CsCheck;

namespace SkillMcp.Tests;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("deploy")]
    [InlineData("deploys")]
    [InlineData("deployed")]
    [InlineData("deploying")]
    [InlineData("deployment")]
    [InlineData("deployments")]
    public void The_forms_of_a_word_have_one_stem(string form) => Assert.Equal("deploy", Stemmer.Stem(form));

    /// <summary>Out of the sample vocabulary of the algorithm's author.</summary>
    [Theory]
    [InlineData("consign", "consign")]
    [InlineData("consigned", "consign")]
    [InlineData("consistency", "consist")]
    [InlineData("consolation", "consol")]
    [InlineData("consoling", "consol")]
    [InlineData("conspicuously", "conspicu")]
    [InlineData("knackeries", "knackeri")]
    [InlineData("kneeled", "kneel")]
    [InlineData("knightly", "knight")]
    [InlineData("knots", "knot")]
    [InlineData("generate", "generat")]
    [InlineData("general", "general")]
    [InlineData("hopping", "hop")]
    [InlineData("hoping", "hope")]
    [InlineData("flies", "fli")]
    [InlineData("ties", "tie")]
    [InlineData("agreed", "agre")]
    [InlineData("rational", "ration")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("skis", "ski")]
    [InlineData("news", "news")]
    [InlineData("by", "by")]
    [InlineData("say", "say")]
    [InlineData("happy", "happi")]
    public void Porters_own_examples_have_his_stems(string word, string stem) => Assert.Equal(stem, Stemmer.Stem(word));

    // Two of each way in which a word of that vocabulary ends and changes (snowballstem.org, english/voc.txt).
    const string Vocabulary = """
        abatements abat, abdicate abdic, abeyance abey, abilities abil, ability abil, able abl, abusive abus, accidents accid,
        acclivity accliv, accountabilities account, accountability account, acquire acquir, acquirements acquir, adamant adam,
        additionally addit, adorer ador, advantageously advantag, agate agat, agency agenc, agitators agit, agnize agniz,
        agonized agon, agonizing agon, agua agua, aimlessly aimless, akilling akil, al al, ally alli, amendment amend,
        amiabilities amiabl, amicability amic, amicable amic, amicably amic, amorously amor, amusement amus, anadeers anad,
        animal anim, animalized anim, animals anim, ant ant, anti anti, apologists apolog, apologized apolog, apologizes apolog,
        apologizing apolog, appallingly appal, appealingly appeal, appellants appel, aptnesses apt, arabic arab, ass ass,
        assistances assist, ate ate, atolls atol, authenticated authent, ava ava, awed awe, awful aw, awfully aw, axle axl,
        azingly aze, baize baiz, banishes banish, baptism baptism, barn barn, barred bar, bedded bed, bemonster bemonst, bin bin,
        blabbing blab, boisterousness boister, bolt bolt, booksellers booksel, bosh bosh, breathed breath, briefly briefli,
        buccaneering buccan, ca ca, cadent cadent, cake cake, cality caliti, cannibalism cannib, capitalized capit,
        carelessly careless, carpenters carpent, cavillers cavil, cement cement, chargeful charg, charitableness charit,
        chatted chat, chili chili, city citi, civilization civil, clappings clap, clemency clemenc, clipping clip, coarseness coars,
        cognizance cogniz, comestibles comest, commandments command, commence commenc, comparatively compar, conciliate concili,
        conditioned condit, congreeing congre, conn conn, considerings consid, continents contin, conventionalities convent,
        conventionality convent, convulsions convuls, copulatives copul, coriaceous coriac, courageously courag, courcys courci,
        covenanted coven, covenants coven, covetousness covet, cowley cowley, creator creator, criticize critic, crossings cross,
        crystallization crystal, crystallized crystal, cunningly cun, currance curranc, daffed daf, dais dai, dandyism dandyism,
        decreed decre, deficiencies defici, deifying deifi, dejectedly deject, demnebly demnebl, deprivation depriv,
        desolateness desol, despondent despond, dies die, dining dine, disagreement disagr, discontented discont,
        discontentedly discont, discontenting discont, dislocated disloc, disorganization disorgan, distant distant,
        distillation distil, doggedly dog, doing do, doings do, domineered domin, domineering domin, donc donc,
        downfallings downfal, durability durabl, e e, easeful eas, eccentricities eccentr, ed ed, edification edif, edition edit,
        effects effect, egally egal, egotism egot, elasticity elast, elation elat, elegances eleg, elegancies eleg, elegancy eleg,
        elegantly eleg, elevates elev, elewated elew, eligible elig, embracement embrac, embroidering embroid, eminent emin,
        eminently emin, emotional emot, emotions emot, ems em, emulation emul, emulations emul, ends end, enjoyments enjoy, ent ent,
        envious envious, er er, eradicate erad, eradicated erad, eros ero, esill esil, esses ess, etymology etymolog,
        evaporates evapor, evasively evas, evasiveness evas, evidence evid, evidences evid, ewe ewe, excellence excel,
        excellences excel, excellencies excel, excellency excel, excellent excel, excellently excel, excitableness excit,
        exclusiveness exclus, exigencies exig, exorcisms exorc, exotics exot, experience experi, experimented experi,
        expletives explet, exsufflicate exsuffl, extolled extol, eyeglass eyeglass, ezactly ezact, fadings fade, falsenesses fals,
        famously famous, fanaticism fanatic, fancy fanci, fas fas, fascinations fascin, fawn fawn, fed fed, felicity felic,
        fiction fiction, finical finic, finn finn, fittings fit, five five, fixedly fix, fixity fixiti, flagellator flagel,
        flax flax, flies fli, fling fling, fluency fluenci, fluently fluentli, flux flux, fopped fop, formally formal,
        fretting fret, fried fri, fulfilled fulfil, fully fulli, fulness ful, gallivanting galliv, gently gentl, geologist geolog,
        geology geolog, ght ght, give give, glut glut, gout gout, gratillity gratil, greed greed, grinned grin, hags hag,
        harnessed har, hatreds hatr, hemmed hem, hemming hem, hesitatingly hesit, hic hic, hideously hideous, hidest hidest,
        hued hu, hugged hug, humbly humbl, humiliating humili, hymeneal hymen, ice ice, idealism ideal, idleness idl, idly idl,
        idolizes idol, ied ie, ies ie, imitating imit, imitative imit, imitator imit, immigrants immigr, immorality immor,
        imperatively imper, implicate implic, implorators implor, importantly import, impossibilities imposs, impossibility imposs,
        impracticality impract, inability inabl, inaccurately inaccur, inactivity inact, inclement inclement, incredibly incred,
        indigenous indigen, inequalities inequ, inestimably inestim, infallibility infal, infallibly infal, infancy infanc,
        informant inform, ing ing, inimical inim, inly in, internationalization internation, internationals internat,
        intimately intim, intoxicates intox, intoxicating intox, investment invest, invisibly invis, irascibility irasc,
        ironically iron, irrational irrat, jennings jen, jogging jog, joyousness joyous, jule jule, justifications justif,
        kingly king, lagging lag, lament lament, leggings leg, legislator legisl, leniently lenient, letting let, li li,
        liabilities liabil, liability liabil, lid lid, lied lie, linning lin, lion lion, ll ll, logy logi, loix loix, loosely loos,
        loppings lop, lous lous, lucrative lucrat, mark mark, marring mar, marvelling marvel, marvellously marvel, mask mask,
        materials materi, mediators mediat, meed meed, mend mend, metallic metal, migrate migrat, mimicking mimick, misdeeds misde,
        missive missiv, mobbed mob, monosyllables monosyl, monotonously monoton, montmorenci montmor, mournfulness mourn, mous mous,
        mouthfuls mouth, mud mud, mudded mud, muleteer mulet, muleteers mulet, multiplicity multipl, mummery mummeri,
        mystification mystif, nach nach, nance nanc, narration narrat, naterally nater, national nation, native nativ,
        nativity nativ, naturalize natur, naturalness natur, necessitied necess, necessity necess, ned ned, needly need,
        negative negat, negatives negat, nervousness nervous, neuter neuter, newness new, nly nli, nobly nobli, nodding nod,
        notably notabl, notedly note, noticeable notic, noticeably notic, now now, obesity obes, occasioned occas, odd odd,
        olive oliv, olivers oliv, ologies olog, ominous omin, oncologists oncolog, oozes ooz, operational oper, operationally oper,
        opulency opul, orator orat, orators orat, organization organiz, orgillous orgil, oscillates oscil, oscillations oscil,
        osr osr, otus otus, outlying out, outs out, ova ova, overate over, padding pad, pailfuls pail, paralytic paralyt,
        parasitical parasit, parochial parochi, passable passabl, pathetically pathet, patronizingly patron, peacefulness peac,
        pediment pediment, peeresses peeress, pence penc, penning pen, pensiveness pensiv, perceptible percept, periodicals period,
        perseveringly persev, persistency persist, persistently persist, persuadable persuad, petitioning petit, pible pibl,
        pinned pin, pish pish, politicly polit, polysyllable polysyl, poof poof, possibilities possibl, pots pot,
        practically practic, pregnancy pregnanc, prevention prevent, prie prie, principalities princip, privateer privat,
        privately privat, privity priviti, prizer prizer, probably probabl, prodigality prodig, proportionally proport, pry pri,
        psychologist psycholog, publicity public, puddings pud, puffing puf, pum pum, q q, quarreller quarrel, radicalism radic,
        ramifications ramif, rascality rascal, ration ration, rats rat, realize realiz, recommences recomm, recovering recov,
        recuperative recup, recurring recur, redly red, representative repres, representatives repres, republics republ,
        repugnancy repugn, restoratives restor, reveller revel, rful rful, ridendus ridendus, ril ril, rios rio, robys robi,
        rotted rot, rously rousli, royalize royal, rubbed rub, rubbing rub, ruefully ruefulli, s s, sacrificed sacrif,
        sacrificing sacrif, sally salli, salvator salvat, sans san, sate sate, saved save, savings save, scintillate scintil,
        scoffed scof, shyness shyness, sicklied sick, signalize signal, siliceous silic, singeing sing, singly singl, size size,
        skies sky, skimmed skim, slyness slyness, smilingly smile, snuffing snuf, sobbings sob, speculative specul, spinal spinal,
        spinnies spinni, sportiveness sportiv, spy spi, spying spi, station station, stemming stem, submissive submiss,
        submissively submiss, surveillance surveil, sympathizers sympath, tably tabli, tahiti tahiti, tastefully tast, ted ted,
        temporizer tempor, tendencies tendenc, the the, thickness thick, ties tie, toothful tooth, traditional tradit,
        tranquillize tranquil, trapped trap, trimmings trim, trippingly trip, tropic tropic, trot trot, tsar tsar, tuae tuae,
        tugged tug, tupping tup, turnbull turnbul, tying tie, unanswered unansw, unbarred unbar, unchangeably unchang,
        uncommunicative uncommun, uncontrollably uncontrol, undeceive undec, uneventful unev, unfallible unfal, unfeed unfe,
        ungallant ungal, unharnessing unhar, unhesitatingly unhesit, unlineal unlin, unnoticed unnot, unpeaceable unpeac,
        unpleasantness unpleas, unpleasantnesses unpleas, unprevented unprev, unproperly unprop, unrelenting unrel,
        unrevealed unrev, unrighteousness unright, unskillful unskil, unuttered unutt, ups up, urgently urgent, us us, using use,
        utilize util, vacillated vacil, vacillating vacil, vacillation vacil, vegetables veget, vell vell, vendible vendibl,
        vertical vertic, vitality vital, vying vie, wags wag, weaknesses weak, weddings wed, weobly weobli, wilfulness wil,
        windmills windmil, wink wink, winnings win, wititterly wititt, wititterlys wititt, witnessing wit, witticisms wittic,
        wittingly wit, wlll wlll, woeful woeful, wooingly woo, worthied worthi, y y, youthfully youth, youtli yout
        """;

    [Fact]
    public void Every_way_in_which_words_end_has_the_stem_of_the_vocabulary() =>
        Assert.All(Vocabulary.Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split(' ')), pair => Assert.Equal(pair[1], Stemmer.Stem(pair[0])));

    [Theory]
    [InlineData("k8s")]
    [InlineData("größe")]
    [InlineData("")]
    [InlineData("ls")]
    public void What_is_no_English_word_is_its_own_stem(string word) => Assert.Equal(word, Stemmer.Stem(word));

    [Fact]
    public void A_stem_is_never_longer_than_its_word_and_a_letter() =>
        Gen.String[Gen.Char['a', 'z'], 0, 20].Sample(word => Stemmer.Stem(word).Length <= word.Length + 1 && (word.Length == 0 || Stemmer.Stem(word).Length > 0));
}
