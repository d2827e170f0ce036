/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of {@code data/README.md} say of domains that a person reported. */
class BundledDataCasesTest {

    private static final BundledData DATA = BundledData.get();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temp-mail.edu.rs",
                "privmail.edu.pl",
                "edumail.edu.rs",
                "imail.edu.vn",
                "issas.edu.kg",
                "mjj.edu.ge",
                "tempmail.edu.ge",
                "fft.edu.do",
                "student.neonet.ac.nz",
                "gob.re"
            })
    void throwAwayMailBelowAnOpenEndingIsDisposable(String domain) {
        assertThat(kind(domain)).isEqualTo("DISPOSABLE");
        assertThat(kind("x." + domain)).isEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uw.edu.pl",
                "agh.edu.pl",
                "wat.edu.pl",
                "auca.edu.kg",
                "kstu.edu.kg",
                "bg.ac.rs",
                "vps.ns.ac.rs",
                "metropolitan.edu.rs",
                "hust.edu.vn",
                "tdc.edu.vn",
                "tsu.edu.ge",
                "iliauni.edu.ge",
                "uasd.edu.do",
                "pucmm.edu.do",
                "ihu.edu.gr",
                "acg.edu.gr",
                "auckland.ac.nz",
                "otago.ac.nz",
                "wsosp.mil.pl",
                "anyschool.school.nz",
                "edu.pl",
                "edu.gr",
                "1utar.my",
                "1543.msk.ru"
            })
    void noSchoolIsRefusedBelowAnOpenEnding(String domain) {
        assertThat(kind(domain)).isNotEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu.cc",
                "dpdns.org",
                "qzz.io",
                "us.ci",
                "ccwu.cc",
                "de5.net",
                "cc.cd",
                "cloud-ip.cc",
                "indevs.in",
                "abrdns.com",
                "dns.army",
                "v6.rocks",
                "somebody.eu.cc",
                "somebody.dpdns.org",
                "somebody.us.ci"
            })
    void aPublicSuffixSpeaksForNobodyBelowIt(String domain) {
        assertThat(kind(domain)).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vactor1.us.ci", "kpe.de5.net", "tinyhost.dns.army"})
    void whatIsListedBelowAPublicSuffixIsDisposable(String domain) {
        assertThat(kind(domain)).isEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.place",
                "work.gd",
                "linkpc.net",
                "jo3.org",
                "someone.run.place",
                "likemail.com",
                "tamail.com",
                "dyndns.org",
                "someone.dyndns.org",
                "telegra.ph",
                "briefemail.com",
                "gencmail.com",
                "inerted.com"
            })
    void aHostOfFreeNamesAndAnOldFreeMailNameIsNotDisposable(String domain) {
        assertThat(kind(domain)).isIn("UNKNOWN", "SUSPICIOUS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "any.cegll.site",
                "any.actionvspot.com",
                "any.icodetensor.com",
                "tomorrow.softtoiletpaper.com",
                "tomorrow.grok-mail.co"
            })
    void theNextSubdomainOfAParentOfManyIsDisposableToo(String domain) {
        assertThat(kind(domain)).isEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "royal.net, mail.com",
        "alumni.com, mail.com",
        "online.ms, WEB.DE",
        "hansen.dk, Jubii",
        "jubii.dk, Jubii",
        "bossmail.de,",
        "freenetmail.de,",
        "justmail.de,",
        "eclipso.eu,",
        "eclipso.at,",
        "eclipso.fr,"
    })
    void aProviderThatListsForgetOrRefuseIsPublic(String domain, String provider) {
        assertThat(kind(domain)).isEqualTo("PUBLIC");
        assertThat(DATA.provider(DomainTable.provider(find(domain)))).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource({
        "zeropost.net, Mailx",
        "mailshift.net, Mailx",
        "layermail.net, Mailx",
        "33m.co, 33mail",
        "bob.33m.co, 33mail",
        "4wrd.cc, addy.io",
        "addy.to, addy.io",
        "members.ebay.de,",
        "marketplace.amazon.ca,",
        "marketplace.amazon.com.mx,",
        "marketplace.amazon.nl,",
        "marketplace.amazon.in,",
        "marketplace.amazon.com.au,"
    })
    void anAliasServiceIsARelay(String domain, String provider) {
        assertThat(kind(domain)).isEqualTo("RELAY");
        assertThat(DATA.provider(DomainTable.provider(find(domain)))).isEqualTo(provider);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"catchmail.io", "disposable.email", "getnada.net", "getnada.email", "nimail.cn", "maskmy.id"})
    void aServiceThatWorksOrTookOverANameIsDisposable(String domain) {
        assertThat(kind(domain)).isEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clerk.com",
                "easypost.com",
                "xoom.com",
                "bolt.com",
                "techspot.com",
                "saudia.com",
                "roundcube.net",
                "bicycling.com",
                "student.com",
                "cosmote.gr",
                "cloaked.id"
            })
    void aCompanyWhoseDomainWasFreeMailLongAgoIsNotPublic(String domain) {
        assertThat(kind(domain)).isEqualTo("PROTECTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team.telstra.com",
                "corp.mail.ru",
                "staff.sina.com.cn",
                "corp.globo.com",
                "firma.seznam.cz",
                "staff.aruba.it",
                "corp.sonic.net",
                "staff.virginmedia.com",
                "sales.corp.mail.ru"
            })
    void theStaffOfAPublicProviderIsNotPublic(String domain) {
        assertThat(kind(domain)).isEqualTo("PROTECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"telstra.com", "mail.ru", "sina.com.cn", "vip.sina.com.cn", "virginmedia.com"})
    void theCustomersOfAPublicProviderArePublic(String domain) {
        assertThat(kind(domain)).isEqualTo("PUBLIC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sutterhealth.org",
                "fide.com",
                "air.com",
                "gide.com",
                "wizard.com",
                "iwantmyname.com",
                "futuremarketinsights.com",
                "united.com",
                "boerneisd.org",
                "haydonschool.com"
            })
    void aNameThatCouldBeRealIsNotRefusedForTwoCollectedLists(String domain) {
        assertThat(kind(domain)).isNotEqualTo("DISPOSABLE");
    }

    @ParameterizedTest
    @CsvSource({"gmial.com, gmail.com", "hotmai.com, hotmail.com", "outllok.com, outlook.com"})
    void aTypingErrorThatIsOnAListIsDisposableAndGetsASuggestion(String domain, String meant) {
        assertThat(kind(domain)).isEqualTo("DISPOSABLE");
        assertThat(DATA.suggester().suggest(domain, find(domain))).isEqualTo(meant);
    }

    private static long find(String domain) {
        return DATA.domains().find(domain, 0, domain.length());
    }

    private static String kind(String domain) {
        String[] kinds = {"DISPOSABLE", "SUSPICIOUS", "RELAY", "PUBLIC", "PROTECTED"};
        int flags = DomainTable.flags(find(domain.toLowerCase(Locale.ROOT)));
        return flags == 0 ? "UNKNOWN" : kinds[Integer.numberOfTrailingZeros(flags)];
    }
}
