package io.qunfa.server.notice;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** The mail server of the installation, if there is one. */
@Component
final class Mailer {

    private static final String TIMEOUT_MILLIS = "10000";

    private final String host;
    private final String from;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    Mailer(
            @Value("${qunfa.smtp-host:}") String host,
            @Value("${qunfa.smtp-port:587}") int port,
            @Value("${qunfa.smtp-user:}") String user,
            @Value("${qunfa.smtp-password:}") String password,
            @Value("${qunfa.smtp-from:}") String from,
            @Value("${qunfa.smtp-security:starttls}") String security) {
        this.host = host;
        this.from = from.isBlank() ? user : from;
        sender.setHost(host);
        sender.setPort(port);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (!user.isBlank()) {
            sender.setUsername(user);
            sender.setPassword(password);
        }
        var properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.auth", Boolean.toString(!user.isBlank()));
        properties.setProperty(
                "mail.smtp.starttls.required", Boolean.toString(security.equals("starttls")));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(security.equals("starttls")));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    }

    boolean configured() {
        return !host.isBlank() && !from.isBlank();
    }

    /** Mail could not be sent. */
    static final class NotSent extends RuntimeException {
        NotSent(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** A mail of plain text. */
    record Letter(List<String> to, String subject, String text) {}

    /**
     * @throws NotSent if the mail server did not take it
     */
    void send(Letter letter) {
        try {
            var message = sender.createMimeMessage();
            var parts = new MimeMessageHelper(message, false, StandardCharsets.UTF_8.name());
            parts.setFrom(from);
            parts.setTo(letter.to().toArray(String[]::new));
            parts.setSubject(letter.subject());
            parts.setText(letter.text());
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
        } catch (MailException | MessagingException e) {
            throw new NotSent(e);
        }
    }
}
