/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.examples;

import com.sun.net.httpserver.HttpServer;
import io.github.notdisposable.checker.EmailChecker;
import io.github.notdisposable.config.ConfiguredChecker;
import io.github.notdisposable.config.Settings;
import io.github.notdisposable.hooks.HookRequest;
import io.github.notdisposable.hooks.HookResponse;
import io.github.notdisposable.hooks.SignUpHook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

public class Hooks {

    public static void main(String[] arguments) throws IOException {
        EmailChecker checker = ConfiguredChecker.of(Settings.load()).checker();
        SignUpHook hook = SignUpHook.supabase(checker, List.of(System.getenv("HOOK_SECRET")))
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080), 0);
        server.createContext("/supabase", exchange -> {
            byte[] body = exchange.getRequestBody().readNBytes(HookRequest.MAX_BODY_BYTES + 1);
            HookResponse response = hook.apply(HookRequest.of(exchange.getRequestHeaders(), body));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
            exchange.close();
        });
        server.start();
    }
}
