package app;

import io.github.notdisposable.checker.CheckedEmails;
import io.github.notdisposable.client.ClientIpHolder;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;

@Controller
public class SignUpController {

    /** On the event loop: bundled data and answers from memory only. */
    @Post("/event-loop")
    public String onTheEventLoop(@Valid @Body SignUp signUp) {
        return seen(signUp);
    }

    @Post("/signups")
    @ExecuteOn(TaskExecutors.BLOCKING)
    public String mayWait(@Valid @Body SignUp signUp) {
        return seen(signUp);
    }

    private static String seen(SignUp signUp) {
        return ClientIpHolder.current().map(client -> client.address()).orElse("none") + " "
                + CheckedEmails.current().flatMap(checked -> checked.verdictOn(signUp.email())).isPresent();
    }
}
