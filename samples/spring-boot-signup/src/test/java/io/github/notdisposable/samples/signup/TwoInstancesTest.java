/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.signup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.notdisposable.abuse.AbuseShield;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import redis.embedded.RedisServer;

/** Two instances of the sample behind one Redis. */
class TwoInstancesTest {

    private final List<ConfigurableApplicationContext> instances = new ArrayList<>();
    private RedisServer redis;
    private int redisPort;

    @BeforeEach
    void startRedis() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            redisPort = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
    }

    @AfterEach
    void stop() throws Exception {
        instances.forEach(ConfigurableApplicationContext::close);
        redis.stop();
    }

    @Test
    void banAClientTogetherAndLetItInTogether() throws Exception {
        SampleServer first = start();
        SampleServer second = start();
        for (int attempt = 0; attempt < 5; attempt++) {
            SampleServer asked = attempt % 2 == 0 ? first : second;
            assertThat(asked.signUp("bob" + attempt + "@mailinator.com", "en").statusCode())
                    .as("attempt " + attempt)
                    .isEqualTo(422);
        }

        assertThat(first.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(403);
        assertThat(second.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(403);
        assertThat(second.signUp("bob@gmail.com", "en").statusCode()).isEqualTo(403);

        AbuseShield shield = instances.get(0).getBean(AbuseShield.class);
        assertThat(shield.bans()).hasSize(1);
        shield.lift(shield.bans().get(0).subject());
        assertThat(first.signUp("bob@gmail.com", "en").statusCode()).isEqualTo(201);
        assertThat(second.signUp("bob@gmail.com", "en").statusCode()).isEqualTo(201);
    }

    @Test
    void goOnAloneWhenRedisIsGone() throws Exception {
        SampleServer instance = start();
        assertThat(instance.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(422);
        redis.stop();

        for (int i = 0; i < 5; i++) {
            HttpResponse<String> response = instance.signUp("bob" + i + "@gmail.com", "en");
            assertThat(response.statusCode()).isEqualTo(201);
        }
        assertThat(instance.signUp("bob@mailinator.com", "en").statusCode()).isEqualTo(422);
    }

    private SampleServer start() {
        ConfigurableApplicationContext instance = new SpringApplicationBuilder(SignUpApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.profiles.active=redis",
                        "--notdisposable.redis.uri=redis://127.0.0.1:" + redisPort,
                        // Builds run on machines that are busy.
                        "--notdisposable.redis.timeout=2s");
        instances.add(instance);
        return new SampleServer(Integer.parseInt(instance.getEnvironment().getRequiredProperty("local.server.port")));
    }
}
