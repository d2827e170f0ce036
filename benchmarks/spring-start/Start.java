/* SPDX-License-Identifier: Apache-2.0 */

import com.sun.management.OperatingSystemMXBean;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.lang.management.ManagementFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A minimal application that starts, validates once and ends. It prints two times of the process's CPU in milliseconds: until it has started, and for
 * the first validation. Without the starter the same class runs, and validates a form without the constraint.
 */
public class Start {

    public static void main(String... arguments) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(Application.class, "--spring.main.banner-mode=off");
        long started = cpu();
        Object form = arguments[0].equals("with") ? With.form() : new Plain("bob@gmail.com");
        Validator validator = context.getBean(Validator.class);
        long before = cpu();
        int violations = validator.validate(form).size();
        long validated = cpu();
        System.out.println("RESULT " + started / 1e6 + " " + (validated - before) / 1e6 + " " + violations);
        context.close();
        System.exit(0);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    record Plain(@NotBlank @Email String email) {}

    /** Loaded only where the constraint is. */
    static class With {

        static Object form() {
            return new Form("bob@gmail.com");
        }

        record Form(@NotBlank @Email @io.github.notdisposable.NotDisposable String email) {}
    }
}
