/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.servers.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads from standard input what to deploy and undeploy, until it ends. */
final class Commands {

    /** A server that takes archives. */
    interface Deployer {

        void deploy(String context, Path archive) throws Exception;

        void undeploy(String context) throws Exception;
    }

    private Commands() {}

    static void obey(Deployer deployer) throws IOException {
        System.out.println("launch: started");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 3);
            try {
                if (words[0].equals("deploy")) {
                    deployer.deploy(words[1], Path.of(words[2]));
                } else {
                    deployer.undeploy(words[1]);
                    System.out.println("launch: undeployed " + words[1]);
                }
            } catch (Exception e) {
                System.out.println("launch: not " + words[0] + "ed " + words[1]);
                e.printStackTrace(System.out);
            }
        }
    }
}
