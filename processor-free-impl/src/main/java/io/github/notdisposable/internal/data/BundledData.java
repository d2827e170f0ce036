/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the library knows without asking anyone: domains, public suffixes, role names, providers and mail exchangers.
 *
 * <p>Each part is read once, when it is first asked for: most addresses need the domains alone. {@code data/generate.mjs} makes the files; {@code NOTICE} beside them says of what. Immutable,
 * and safe for use by several threads.
 */
public final class BundledData {

    private final DomainTable domains = table("domains.bin");

    private BundledData() {}

    /**
     * Returns the data that is bundled with the library.
     *
     * @return the data
     * @throws UncheckedIOException if a file is missing from the jar or damaged
     */
    public static BundledData get() {
        return Holder.DATA;
    }

    /** {@return the domains, with the flags of {@link DomainTable}} */
    public DomainTable domains() {
        return domains;
    }

    /** {@return the public suffixes} */
    public PublicSuffixes suffixes() {
        return Suffixes.SUFFIXES;
    }

    /** {@return what finds typing errors in the names of great providers} */
    public TypoSuggester suggester() {
        return Suggester.SUGGESTER;
    }

    /** {@return who runs which mail exchangers} */
    public MailExchangers mailExchangers() {
        return Exchangers.EXCHANGERS;
    }

    /**
     * Tells whether a local part names a function and not a person. Creates no object.
     *
     * @param text holds the local part without sub-address; upper and lower case are one
     * @param from where the local part begins
     * @param to where it ends, exclusive
     * @return whether it does
     */
    public boolean isRole(String text, int from, int to) {
        return Roles.ROLES.contains(text, from, to);
    }

    /**
     * Returns the name of a provider.
     *
     * @param number what {@link DomainTable#provider(long)} returned
     * @return the name; {@code null} if the number is 0
     */
    public @Nullable String provider(int number) {
        return number == 0 ? null : Providers.NAMES[number - 1];
    }

    /** {@return the number of role names} */
    int roleCount() {
        return Roles.ROLES.size();
    }

    private static DomainTable table(String name) {
        try (InputStream in = open(name)) {
            return DomainTable.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled file '" + name + "' cannot be read", e);
        }
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The bundled file '" + name + "' cannot be read", e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = BundledData.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("It is missing");
        }
        return in;
    }

    private static final class Holder {
        static final BundledData DATA = new BundledData();

        private Holder() {}
    }

    private static final class Suffixes {
        static final PublicSuffixes SUFFIXES = new PublicSuffixes(table("suffixes.bin"));

        private Suffixes() {}
    }

    private static final class Suggester {
        static final TypoSuggester SUGGESTER = new TypoSuggester(get().domains, Suffixes.SUFFIXES);

        private Suggester() {}
    }

    private static final class Roles {
        static final RoleNames ROLES = new RoleNames(text("roles.txt"));

        private Roles() {}
    }

    private static final class Providers {
        static final String[] NAMES = text("providers.txt").split("\n", -1);

        private Providers() {}
    }

    private static final class Exchangers {
        static final MailExchangers EXCHANGERS = new MailExchangers(text("exchangers.txt"));

        private Exchangers() {}
    }
}
