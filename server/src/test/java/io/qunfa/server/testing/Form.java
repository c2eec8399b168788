package io.qunfa.server.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with a file, as a browser sends it. */
public final class Form {

    private static final String BOUNDARY = "----a-boundary-of-tests";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public static Form of(String fileName, byte[] content) {
        var form = new Form();
        form.write(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                .formatted(BOUNDARY, fileName)
                        + "Content-Type: application/octet-stream\r\n\r\n");
        form.body.writeBytes(content);
        form.write("\r\n");
        return form;
    }

    public Form with(String field, String value) {
        write(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(BOUNDARY, field, value));
        return this;
    }

    public Visitor.Answer post(Visitor visitor, String path) {
        write("--" + BOUNDARY + "--\r\n");
        return visitor.post(path, "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
