package io.qunfa.server.testing;

import io.qunfa.server.QunfaServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the running server, on a database of its own. All such tests share one server: take
 * what you need by {@code @Autowired} parameters, and add no configuration, which would start
 * another.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FreshDatabase.class)
@SpringBootTest(
        classes = QunfaServer.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"qunfa.key=" + ServerTest.KEY, "db-scheduler.enabled=false"})
@Import(TestConfiguration.class)
public @interface ServerTest {

    /** Thirty-two zeros: nothing here is secret. */
    String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
}
