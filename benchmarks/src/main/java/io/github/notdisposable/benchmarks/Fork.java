/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process with the Java of this one. */
final class Fork {

    private Fork() {}

    /** {@return the command that starts Java} */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** {@return the options that forked processes need} */
    static List<String> options() {
        return List.of("-D" + Lists.FOLDER + "=" + System.getProperty(Lists.FOLDER, "data/lists"));
    }

    /** Runs the main method of a class with the class path of this process, and returns what it prints. */
    static String run(Class<?> main, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(main.getSimpleName() + " ended with " + process.exitValue());
        }
        return printed;
    }
}
