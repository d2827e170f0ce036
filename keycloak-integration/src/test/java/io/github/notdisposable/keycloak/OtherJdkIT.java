/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The provider in a server on other Java versions than that of the build: the folders in {@code keycloak.otherJdks}. */
class OtherJdkIT {

    private static final List<Path> JDKS = Stream.of(
                    System.getProperty("keycloak.otherJdks", "").split(","))
            .filter(home -> !home.isBlank())
            .map(Path::of)
            .toList();

    @Test
    void startsAndRefusesADisposableAddress() throws Exception {
        assumeThat(JDKS).as("the property keycloak.otherJdks").isNotEmpty();
        for (Path jdk : JDKS) {
            try (KeycloakServer server = KeycloakServer.start(jdk, "")) {
                Realms realms = new Realms(server.address());
                realms.create("shop", "{\"contexts\":[\"USER_API\"]}", Map.of());
                ObjectNode user = Realms.user("bob", "bob@mailinator.com");
                user.remove("clientRoles");

                assertThat(realms.admin("POST", "/admin/realms/shop/users", user)
                                .status())
                        .isEqualTo(400);
            }
        }
    }
}
