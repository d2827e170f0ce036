/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.hooks;

import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.hooks.HookRequest;
import io.github.notdisposable.hooks.HookResponse;
import io.github.notdisposable.hooks.SignUpHook;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands the request of a provider to its hook, byte for byte. */
@RestController
class HookController {

    private final Map<String, SignUpHook> hooks;

    HookController(
            HookProperties properties,
            ObjectProvider<EmailChecker> checkers,
            @Value("${notdisposable.enabled:true}") boolean enabled) {
        // Where the checks are switched off there is no checker, and the hooks let everybody in.
        EmailChecker checker =
                checkers.getIfAvailable(() -> EmailChecker.builder().build());
        this.hooks = properties.hooks(checker, enabled);
    }

    @PostMapping("/hooks/{provider}")
    ResponseEntity<byte[]> answer(@PathVariable String provider, HttpServletRequest request) throws IOException {
        SignUpHook hook = hooks.get(provider);
        if (hook == null) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(HookRequest.MAX_BODY_BYTES + 1);
        HookResponse response = hook.apply(HookRequest.of(headers(request), body));
        return ResponseEntity.status(response.status())
                .headers(headers -> response.headers().forEach(headers::set))
                .body(response.body());
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
