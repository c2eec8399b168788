package io.qunfa.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The Spring Boot application. It is started by the commands in {@code cli}. */
@SpringBootApplication
public class QunfaServer {}
