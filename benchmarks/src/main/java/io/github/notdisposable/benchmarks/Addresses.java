/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes addresses as a user table holds them: half of them at great providers, the rest at some hundred thousand domains, one in twenty
 * disposable, some with tags, capitals and other scripts, and some lines that are no address. The same each time.
 */
final class Addresses {

    private static final String[] GREAT = {
        "gmail.com", "gmail.com", "gmail.com", "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com",
                "gmx.de", "web.de",
        "mail.ru", "yandex.ru", "orange.fr", "free.fr", "libero.it", "qq.com", "163.com", "naver.com", "proton.me",
                "btinternet.com"
    };
    private static final String[] DISPOSABLE = {
        "mailinator.com",
        "yopmail.com",
        "guerrillamail.com",
        "10minutemail.com",
        "temp-mail.org",
        "sharklasers.com",
        "trashmail.com",
        "getnada.com",
        "maildrop.cc",
        "dispostable.com",
        "mailnesia.com",
        "throwawaymail.com",
        "mohmal.com",
        "fakeinbox.com",
        "spam4.me"
    };
    private static final String[] FIRST = {
        "anna", "ben", "chiara", "david", "elena", "felix", "grace", "hiro", "ines", "jonas", "katya", "liam", "maria",
        "noah", "olga", "pablo", "quinn", "rosa", "sven", "tomas", "ursula", "victor", "wei", "xenia", "yusuf", "zoe"
    };
    private static final String[] SYLLABLES = {
        "ar", "bel", "cor", "da", "el", "fin", "gra", "hol", "in", "jo", "kan", "lu", "mar", "no", "or", "pal", "qui",
        "ros", "sol", "tem", "ul", "ver", "wes", "yor", "zen"
    };
    private static final String[] ENDINGS = {
        ".com", ".com", ".com", ".net", ".org", ".de", ".fr", ".co.uk", ".it", ".nl", ".com.br", ".io", ".ch", ".se",
        ".edu", ".com.au"
    };
    private static final String[] ODD = {
        "", "n/a", "@", "anna@", "@example.com", "anna(at)example.com", "anna@exa mple.com", "-", "null"
    };
    private static final int DOMAINS = 300_000;

    private final SplittableRandom random = new SplittableRandom(20_261_120);

    /** Writes a file of lines. */
    static void write(long lines, Path file) throws IOException {
        Addresses addresses = new Addresses();
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (long i = 0; i < lines; i++) {
                out.write(addresses.next());
                out.write('\n');
            }
        }
    }

    /** {@return a number of them, those that a condition holds for} */
    static String[] some(int number, Predicate<String> condition) {
        Addresses addresses = new Addresses();
        return Stream.generate(addresses::next).filter(condition).limit(number).toArray(String[]::new);
    }

    private String next() {
        int kind = random.nextInt(100);
        if (kind == 0) {
            return ODD[random.nextInt(ODD.length)];
        }
        String address = localPart() + '@' + domain(kind);
        return random.nextInt(40) == 0 ? address.toUpperCase(Locale.ROOT) : address;
    }

    private String localPart() {
        String name = FIRST[random.nextInt(FIRST.length)];
        return switch (random.nextInt(20)) {
            case 0 -> name + '+' + SYLLABLES[random.nextInt(SYLLABLES.length)];
            case 1 -> "info";
            case 2, 3, 4 -> name + random.nextInt(2030);
            case 5 -> "zoë" + random.nextInt(100);
            default ->
                name
                        + '.'
                        + SYLLABLES[random.nextInt(SYLLABLES.length)]
                        + SYLLABLES[random.nextInt(SYLLABLES.length)]
                        + SYLLABLES[random.nextInt(SYLLABLES.length)];
        };
    }

    private String domain(int kind) {
        if (kind <= 5) {
            String domain = DISPOSABLE[random.nextInt(DISPOSABLE.length)];
            return kind == 5 ? "mail." + domain : domain;
        }
        if (kind <= 55) {
            return GREAT[random.nextInt(GREAT.length)];
        }
        if (kind == 56) {
            return "bücher-" + SYLLABLES[random.nextInt(SYLLABLES.length)] + ".de";
        }
        return ownDomain(random.nextInt(DOMAINS));
    }

    private static String ownDomain(int number) {
        StringBuilder domain = new StringBuilder();
        int rest = number;
        do {
            domain.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        } while (rest > 0);
        return domain.append(ENDINGS[number % ENDINGS.length]).toString();
    }
}
