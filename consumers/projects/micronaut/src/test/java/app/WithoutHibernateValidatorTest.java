package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.runtime.server.EmbeddedServer;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Runs without Hibernate Validator on the class path, as where somebody has excluded it. */
class WithoutHibernateValidatorTest {

    @Test
    void theConstraintIsIgnoredAndTheStartSaysSoLoudly() throws Exception {
        List<LogRecord> lines = Collections.synchronizedList(new ArrayList<>());
        Logger logger = Logger.getLogger("io.github.notdisposable.micronaut.EngineStart");
        logger.setFilter(line -> !lines.add(line));
        try (EmbeddedServer server = SignUpTest.start(Map.of())) {
            assertEquals(200, SignUpTest.post(server, "/signups", "bob@mailinator.com", "en").statusCode());
        } finally {
            logger.setFilter(null);
        }

        assertEquals(1, lines.size());
        assertEquals(Level.SEVERE, lines.get(0).getLevel());
        String line = MessageFormat.format(lines.get(0).getMessage(), lines.get(0).getParameters());
        assertTrue(line.contains("IGNORED: the Validator of this application is io.micronaut.validation."), line);
    }
}
