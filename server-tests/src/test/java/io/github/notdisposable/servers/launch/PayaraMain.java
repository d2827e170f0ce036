/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.launch;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs Payara Micro on a port of 127.0.0.1, in a folder. By reflection, as the build stands without it. */
public final class PayaraMain {

    private PayaraMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Path domain = folder.resolve("domain.xml");
        try (InputStream original = ClassLoader.getSystemResourceAsStream("MICRO-INF/domain/domain.xml")) {
            // It listens on all addresses otherwise, with Hazelcast too although that is switched off below.
            Files.writeString(
                    domain,
                    new String(original.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("<network-listener ", "<network-listener address=\"127.0.0.1\" ")
                            .replace(
                                    "<hazelcast-config-specific-configuration enabled=\"true\"",
                                    "<hazelcast-config-specific-configuration enabled=\"false\""));
        }
        Class<?> type = Class.forName("fish.payara.micro.PayaraMicro");
        Object payara = type.getMethod("getInstance").invoke(null);
        type.getMethod("setHttpPort", int.class).invoke(payara, Integer.parseInt(arguments[0]));
        type.getMethod("setNoCluster", boolean.class).invoke(payara, true);
        type.getMethod("setNoHazelcast", boolean.class).invoke(payara, true);
        type.getMethod("setRootDir", File.class)
                .invoke(payara, folder.resolve("root").toFile());
        type.getMethod("setAlternateDomainXML", File.class).invoke(payara, domain.toFile());
        Object server = type.getMethod("bootStrap").invoke(payara);
        Class<?> runtime = Class.forName("fish.payara.micro.PayaraMicroRuntime");
        Method deploy = runtime.getMethod("deploy", String.class, String.class, File.class);
        Method undeploy = runtime.getMethod("undeploy", String.class);
        Commands.obey(new Commands.Deployer() {
            @Override
            public void deploy(String context, Path archive) throws Exception {
                Object deployed = deploy.invoke(server, context, context, archive.toFile());
                if (!Boolean.TRUE.equals(deployed)) {
                    throw new IllegalStateException("It did not start");
                }
            }

            @Override
            public void undeploy(String context) throws Exception {
                undeploy.invoke(server, context);
            }
        });
        System.exit(0);
    }
}
