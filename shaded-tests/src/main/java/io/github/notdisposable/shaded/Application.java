/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.shaded;

import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.address.EmailAddress;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import java.util.TreeSet;

/** Resolves a name as any application does, and prints the traits of the addresses that it is given. */
public final class Application {

    private static final Set<EmailTrait> TRAITS = Set.of(EmailTrait.DISPOSABLE, EmailTrait.NO_MAIL_SERVER);

    private Application() {}

    /**
     * Runs.
     *
     * @param args addresses
     * @throws IOException if this machine has no name
     */
    public static void main(String[] args) throws IOException {
        System.out.println("localhost " + InetAddress.getByName("localhost").isLoopbackAddress());
        try (ConfiguredChecker configured = ConfiguredChecker.of(Settings.load())) {
            EmailChecker checker = configured.checker();
            for (String arg : args) {
                EmailAddress address = EmailAddress.parse(arg).orElseThrow();
                System.out.println(address.domain() + " "
                        + new TreeSet<>(checker.check(address, TRAITS).traits()));
            }
        }
    }
}
