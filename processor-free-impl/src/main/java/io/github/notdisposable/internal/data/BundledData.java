/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the library knows without asking anyone: domains, public suffixes, role names, providers and mail exchangers.
 *
 * <p>Each part is read once, when it is first asked for: most addresses need the domains alone. The files are those of the artifact
 * {@code notdisposable-data}, which has versions of its own: a newer one works with an older library as long as the format is the same.
 * Immutable and thread-safe.
 */
public final class BundledData {

    private static final String FOLDER = "META-INF/notdisposable-data/";

    private final DomainTable domains = table("domains.bin");

    private BundledData() {}

    /**
     * Returns the data that is bundled with the library.
     *
     * @return the data
     * @throws IllegalStateException if the artifact {@code notdisposable-data} is missing, or has a format that this version does not read
     * @throws UncheckedIOException if a file is damaged
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

    /** {@return the suggester for mistyped names of large providers} */
    public TypoSuggester suggester() {
        return Suggester.SUGGESTER;
    }

    /** {@return the operators of mail exchangers} */
    public MailExchangers mailExchangers() {
        return Exchangers.EXCHANGERS;
    }

    /**
     * Returns whether a local part names a function and not a person. Creates no object.
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
     * Returns whether a local part names a function if its dots, hyphens and low lines are left out. Creates no object.
     *
     * @param text holds the local part, as for {@link #isRole}
     * @param from where the local part begins
     * @param to where it ends, exclusive
     * @return whether it does; {@code false} if it has none of these signs
     */
    public boolean isRoleWithoutSigns(String text, int from, int to) {
        return Roles.ROLES.containsWithoutSigns(text, from, to);
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

    /** {@return the day of the newest list that the data was made from} */
    public LocalDate date() {
        return Age.DATE;
    }

    private static DomainTable table(String name) {
        try (InputStream in = open(name)) {
            return DomainTableFile.read(in);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static UncheckedIOException unreadable(String name, IOException cause) {
        return new UncheckedIOException("The file '" + name + "' of notdisposable-data cannot be read", cause);
    }

    /**
     * Opens a file. A class of a named module finds the resources of its own module alone.
     *
     * <p>The first lambda of a process, and the first text that is put together by a plus sign, take as long as all the rest.
     */
    private static InputStream open(String name) throws IOException {
        String resource = FOLDER.concat(name);
        ModuleLayer layer = BundledData.class.getModule().getLayer();
        InputStream in = layer == null
                ? BundledData.class.getClassLoader().getResourceAsStream(resource)
                : layer.findModule("io.github.notdisposable.data").orElseThrow().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(
                    "The bundled data is missing: add the artifact io.github.notdisposable:notdisposable-data");
        }
        return in;
    }

    private static final class Age {
        static final LocalDate DATE = LocalDate.parse(text("date.txt").strip());

        private Age() {}
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
