/* SPDX-License-Identifier: Apache-2.0 */
package consumer;

import jakarta.validation.Validator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

@SpringBootApplication
public class Application {

    /** Starts the application. With the argument {@code check} it prints what it says of two addresses, and ends. */
    public static void main(String... arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(Application.class, arguments);
        if (arguments.length > 0 && arguments[0].equals("check")) {
            Validator validator = context.getBean(Validator.class);
            for (String email : new String[] {"bob@mailinator.com", "bob@gmail.com"}) {
                validator.validate(new PlainRecord(email))
                        .forEach(refused -> System.out.println("refused: " + refused.getMessage()));
            }
            System.out.println("done");
            context.close();
        }
    }
}
