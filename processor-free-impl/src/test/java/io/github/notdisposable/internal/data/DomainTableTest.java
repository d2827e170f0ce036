/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import static io.github.notdisposable.internal.data.DomainTable.DISPOSABLE;
import static io.github.notdisposable.internal.data.DomainTable.PROTECTED;
import static io.github.notdisposable.internal.data.DomainTable.PUBLIC;
import static io.github.notdisposable.internal.data.DomainTable.RELAY;
import static io.github.notdisposable.internal.data.DomainTable.SUSPICIOUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTableTest {

    private static long find(DomainTable table, String domain) {
        return table.find(domain, 0, domain.length());
    }

    @Test
    void matchesTheNameAndWhatIsBelowItOnLabelBoundaries() {
        DomainTable table = DomainTable.builder()
                .add("mail.com", PUBLIC)
                .add("mailinator.com", DISPOSABLE)
                .build();

        assertThat(DomainTable.flags(find(table, "mailinator.com"))).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(find(table, "x.y.mailinator.com"))).isEqualTo(DISPOSABLE);
        assertThat(find(table, "googlemail.com")).isZero();
        assertThat(find(table, "xmailinator.com")).isZero();
        assertThat(find(table, "mailinator.com.example")).isZero();
        assertThat(find(table, "com")).isZero();
        assertThat(find(table, "")).isZero();
    }

    @Test
    void foldsAsciiCaseAndReadsOnlyThePartItIsGiven() {
        DomainTable table =
                DomainTable.builder().add("mailinator.com", DISPOSABLE).build();
        String address = "bob@x.MAILinator.COM ";

        long match = table.find(address, 4, address.length() - 1);

        assertThat(DomainTable.flags(match)).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.start(match)).isEqualTo(6);
    }

    @Test
    void aKeptDomainAtAnyLevelHidesWhatListsSay() {
        DomainTable table = DomainTable.builder()
                .add("edu", PROTECTED)
                .add("throwaway.edu", DISPOSABLE)
                .add("throwaway.com", DISPOSABLE)
                .add("alias.throwaway.com", RELAY)
                .add("both.com", DISPOSABLE)
                .add("both.com", PUBLIC)
                .build();

        assertThat(DomainTable.flags(find(table, "throwaway.edu"))).isEqualTo(PROTECTED);
        assertThat(DomainTable.flags(find(table, "x.throwaway.edu"))).isEqualTo(PROTECTED);
        assertThat(DomainTable.flags(find(table, "me.alias.throwaway.com"))).isEqualTo(RELAY);
        assertThat(DomainTable.flags(find(table, "other.throwaway.com"))).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(find(table, "both.com"))).isEqualTo(PUBLIC);
    }

    @Test
    void aForgedHashOfAKeptDomainHidesNothing() {
        List<String> kept =
                IntStream.range(0, 64).mapToObj(i -> "real" + i + ".example").toList();
        DomainTableBuilder builder = DomainTable.builder();
        kept.forEach(domain -> builder.add(domain, PUBLIC));
        DomainTable bundled = builder.build();
        DomainTable table = builder.add("throwaway.com", DISPOSABLE).build();

        String forged = labelWithTheHashOf(kept, DomainTable.words(table.size())) + ".throwaway.com";

        long hash = NameHash.of(forged, 0, forged.length());
        assertThat(kept)
                .as("a kept domain whose entry the hash alone does not tell from the forged name")
                .anyMatch(domain -> table.valueOf(hash, domain, 0, domain.length()) == PUBLIC);
        assertThat(DomainTable.flags(find(table, forged))).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(find(table, "any." + forged))).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(DomainTable.findInAddress(table, null, "x@" + forged)))
                .isEqualTo(DISPOSABLE);
        assertThat(table.findExact(forged, 0, forged.length())).isZero();

        DomainTable refreshed =
                DomainTable.builder().add("throwaway.com", DISPOSABLE).build();
        assertThat(DomainTable.flags(DomainTable.find(bundled, refreshed, forged, 0, forged.length())))
                .isEqualTo(DISPOSABLE);
    }

    /** Tries labels until the name begins with the bits that a table of so many words keeps of one of the hashes. */
    private static String labelWithTheHashOf(List<String> kept, int words) {
        int dropped = DomainTable.wordShift(words) - DomainTable.KEY_BITS;
        Set<Long> wanted = kept.stream()
                .map(domain -> NameHash.of(domain, 0, domain.length()) >>> dropped)
                .collect(Collectors.toSet());
        long parent = NameHash.START;
        for (int i = ".throwaway.com".length() - 1; i >= 0; i--) {
            parent = NameHash.step(parent, ".throwaway.com".charAt(i));
        }
        for (long label = 1; ; label++) {
            long state = parent;
            for (long rest = label; rest != 0; rest /= 26) {
                state = NameHash.step(state, (int) ('a' + rest % 26));
            }
            if (wanted.contains(NameHash.finish(state) >>> dropped)) {
                StringBuilder text = new StringBuilder();
                for (long rest = label; rest != 0; rest /= 26) {
                    text.append((char) ('a' + rest % 26));
                }
                return text.reverse().toString();
            }
        }
    }

    @Test
    void keepsDomainsByNameInEitherCase() {
        DomainTable table = DomainTable.builder()
                .add("Real.Example", PUBLIC)
                .add("listed.example", DISPOSABLE)
                .add("LISTED.example", PROTECTED)
                .build();

        assertThat(DomainTable.flags(find(table, "real.EXAMPLE"))).isEqualTo(PUBLIC);
        assertThat(DomainTable.flags(find(table, "x.listed.example"))).isEqualTo(PROTECTED);
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void theMostSpecificKeptEntryWins() {
        DomainTable table = DomainTable.builder()
                .add("appleid.com", PROTECTED)
                .add("privaterelay.appleid.com", RELAY)
                .build();

        long match = find(table, "privaterelay.appleid.com");

        assertThat(DomainTable.flags(match)).isEqualTo(RELAY);
        assertThat(DomainTable.start(match)).isZero();
    }

    @Test
    void strongEvidenceAtAParentStandsAboveWeakEvidence() {
        DomainTable table = DomainTable.builder()
                .add("throwaway.com", DISPOSABLE)
                .add("x.throwaway.com", SUSPICIOUS)
                .add("weak.com", SUSPICIOUS)
                .add("strong.weak.com", DISPOSABLE)
                .build();

        assertThat(DomainTable.flags(find(table, "x.throwaway.com"))).isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(find(table, "weak.com"))).isEqualTo(SUSPICIOUS);
        assertThat(DomainTable.flags(find(table, "strong.weak.com"))).isEqualTo(DISPOSABLE);
    }

    @Test
    void readsTheDomainOfAnAddressUpToItsLastAtSign() {
        DomainTable table =
                DomainTable.builder().add("throwaway.com", DISPOSABLE).build();

        for (String address : new String[] {
            "x@throwaway.com", "X@ThrowAway.COM", "x@mail.throwaway.com", "a@b@throwaway.com", "\"a b\"@throwaway.com"
        }) {
            assertThat(DomainTable.flags(DomainTable.findInAddress(table, null, address)))
                    .as(address)
                    .isEqualTo(DISPOSABLE);
        }
        assertThat(DomainTable.findInAddress(table, null, "throwaway.com@example.org"))
                .isZero();
        assertThat(DomainTable.start(DomainTable.findInAddress(table, null, "x@a.throwaway.com")))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "x@a_b.throwaway.com, 1",
        "x@a_b.c.throwaway.com, 1",
        "x@..throwaway.com, 1",
        "x@.throwaway.com, 1",
        "x@a!.~.throwaway.com, 1",
        "x_y.throwaway.com, 1",
        "x@a_b.real.throwaway.com, 8",
        "x@_throwaway.com, 0",
        "x@throw_away.com, 0",
        "x@throwaway..com, 0",
        "x@a_b.example.com, 0",
    })
    void readsTheEndOfADomainUpToASignThatNoHostHas(String address, int flags) {
        DomainTable table = DomainTable.builder()
                .add("throwaway.com", DISPOSABLE)
                .add("real.throwaway.com", PUBLIC)
                .build();

        long match = DomainTable.findInAddress(table, null, address);

        assertThat(match).isNotEqualTo(DomainTable.NOT_PLAIN);
        assertThat(DomainTable.flags(match)).isEqualTo(flags);
    }

    @Test
    void saysWhatIsNotPlainlyADomain() {
        DomainTable table =
                DomainTable.builder().add("throwaway.com", DISPOSABLE).build();

        for (String text : new String[] {
            "",
            "throwaway.com",
            "@throwaway.com",
            "x@" + "a.".repeat(200) + "throwaway.com",
            "x@",
            "x@throwaway.com.",
            "x@throwaway.com..",
            "x@throwaway.com ",
            "x@ throwaway.com",
            "x@throwaway.com_",
            "x@throw\0away.com",
            "x@throw\u007Faway.com",
            "x@\u00E9.throwaway.com",
            "x@throwaway\u3002com",
            "x@\uff54hrowaway.com",
            "x@throw\u200baway.com",
            "x\uff20throwaway.com",
            "x@[1.2.3.4]"
        }) {
            assertThat(DomainTable.findInAddress(table, null, text)).as(text).isEqualTo(DomainTable.NOT_PLAIN);
        }
        assertThat(DomainTable.flags(DomainTable.NOT_PLAIN)).isZero();
    }

    @Test
    void twoTablesAreReadAsOne() {
        DomainTable bundled = DomainTable.builder()
                .add("real.com", PUBLIC)
                .add("weak.com", SUSPICIOUS)
                .build();
        DomainTable refreshed = DomainTable.builder()
                .add("real.com", DISPOSABLE)
                .add("x.real.com", DISPOSABLE)
                .add("weak.com", DISPOSABLE)
                .add("new.com", DISPOSABLE)
                .build();

        assertThat(DomainTable.flags(DomainTable.find(bundled, refreshed, "x.real.com", 0, 10)))
                .isEqualTo(PUBLIC);
        assertThat(DomainTable.flags(DomainTable.find(bundled, refreshed, "weak.com", 0, 8)) & DISPOSABLE)
                .isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(DomainTable.find(bundled, refreshed, "new.com", 0, 7)))
                .isEqualTo(DISPOSABLE);
        assertThat(DomainTable.flags(DomainTable.find(bundled, null, "new.com", 0, 7)))
                .isZero();
    }

    @Test
    void holdsEveryOfAHundredThousandNamesAndNoOther() {
        DomainTableBuilder builder = DomainTable.builder();
        for (int i = 0; i < 100_000; i++) {
            builder.add("name" + i + ".example", DISPOSABLE);
        }
        DomainTable table = builder.build();

        assertThat(table.size()).isEqualTo(100_000);
        for (int i = 0; i < 200_000; i++) {
            String name = "name" + i + ".example";
            assertThat(find(table, name) != 0).isEqualTo(i < 100_000);
        }
    }

    @Test
    void aBuilderDoesNotChangeTheTablesItBuilt() {
        DomainTableBuilder builder = DomainTable.builder().add("a.com", DISPOSABLE);
        DomainTable table = builder.build();

        builder.add("b.com", DISPOSABLE);

        assertThat(find(table, "b.com")).isZero();
        assertThat(builder.size()).isEqualTo(2);
        assertThat(DomainTable.builder().build().find("a.com", 0, 5)).isZero();
    }

    @Test
    void refusesFlagsThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainTable.builder().add("a.com", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainTable.builder().add("a.com", 32));
    }

    @Test
    void aDamagedFileIsAnError() throws IOException {
        byte[] good;
        try (InputStream in = DomainTable.class.getResourceAsStream("/META-INF/notdisposable-data/suffixes.bin")) {
            good = in.readAllBytes();
        }
        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        byte[] ofMoreEntriesThanThereIsMemory = good.clone();
        ofMoreEntriesThanThereIsMemory[12] = 0x7f;

        for (byte[] bad : new byte[][] {
            flipped,
            ofMoreEntriesThanThereIsMemory,
            Arrays.copyOf(good, good.length - 8),
            Arrays.copyOf(good, good.length + 1),
            Arrays.copyOf(good, 10),
            new byte[0]
        }) {
            assertThatThrownBy(() -> DomainTableFile.read(new ByteArrayInputStream(bad)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(DomainTableFile.read(new ByteArrayInputStream(good)).size()).isPositive();
    }

    @Test
    void dataOfAnotherFormatIsAnErrorThatNamesTheArtifacts() throws IOException {
        byte[] other;
        try (InputStream in = DomainTable.class.getResourceAsStream("/META-INF/notdisposable-data/suffixes.bin")) {
            other = in.readAllBytes();
        }
        other[7]++;

        assertThatThrownBy(() -> DomainTableFile.read(new ByteArrayInputStream(other)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format " + other[7])
                .hasMessageContaining("notdisposable-data");
    }

    @Test
    void lookingUpCreatesNoObject() {
        BundledData data = BundledData.get();
        String[] texts = {"x.y.mailinator.com", "gmail.com", "EXAMPLE-company.co.uk", "nus.edu.sg"};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += lookUps(data, texts);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            sum += lookUps(data, texts);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotZero();
        assertThat(allocated).isLessThan(2_000);
    }

    private static long lookUps(BundledData data, String[] texts) {
        long sum = 0;
        for (String text : texts) {
            sum += data.domains().find(text, 0, text.length());
            sum += data.suffixes().registrableStart(text, 0, text.length());
            sum += data.isRole(text, 0, 4) ? 1 : 0;
        }
        return sum;
    }
}
