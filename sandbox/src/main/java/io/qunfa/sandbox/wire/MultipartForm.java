package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.world.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/** The parts of a {@code multipart/form-data} body. */
public final class MultipartForm {

    private static final int MAX_PARTS = 20;
    private static final int MAX_BOUNDARY_BYTES = 200;
    private static final int MAX_PART_HEADER_BYTES = 4 * 1024;

    private final List<Part> parts;

    private MultipartForm(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param fileName empty if the part is a field and not a file
     */
    public record Part(String name, String fileName, String contentType, Content content) {}

    /** The bytes of a part; nobody may change them. */
    public static final class Content {

        private final byte[] bytes;

        private Content(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes;
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static boolean isIn(Request request) {
        return contentType(request).toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static String contentType(Request request) {
        return request.header("content-type").orElse("");
    }

    static MultipartForm of(Request request) {
        var type = contentType(request);
        if (!isIn(request)) {
            throw missing("a body of the type \"" + type + "\"");
        }
        try {
            var named = parameters(type).getOrDefault("boundary", "");
            var boundary = named.isEmpty() ? boundaryIn(request.body()) : named;
            if (boundary.isEmpty()) {
                throw missing("no boundary in " + type);
            }
            return new MultipartForm(read(request.body().bytes(), boundary));
        } catch (IOException | IllegalArgumentException e) {
            throw missing("multipart that cannot be read: " + e.getMessage());
        }
    }

    /** Some SDKs name no boundary (tnwx, weixin4j); the body begins with it all the same. */
    private static String boundaryIn(Body body) {
        var start = body.start(Math.min(body.length(), MAX_BOUNDARY_BYTES)).text();
        int end = start.indexOf("\r\n");
        return start.startsWith("--") && end > 2 ? start.substring(2, end) : "";
    }

    private static List<Part> read(byte[] body, String boundary) throws IOException {
        var input =
                MultipartInput.builder()
                        .setInputStream(new ByteArrayInputStream(body))
                        .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                        .setMaxPartHeaderSize(MAX_PART_HEADER_BYTES)
                        .get();
        input.setHeaderCharset(StandardCharsets.UTF_8);
        var parts = new ArrayList<Part>();
        boolean more = input.skipPreamble();
        while (more && parts.size() < MAX_PARTS) {
            parts.add(readPart(input));
            more = input.readBoundary();
        }
        return parts;
    }

    private static Part readPart(MultipartInput input) throws IOException {
        var headers = input.readHeaders();
        var content = new ByteArrayOutputStream();
        input.readBodyData(content);
        var disposition = parameters(header(headers, "content-disposition"));
        return new Part(
                disposition.getOrDefault("name", ""),
                disposition.getOrDefault("filename", ""),
                header(headers, "content-type"),
                new Content(content.toByteArray()));
    }

    private static String header(String headers, String lowerCaseName) {
        return headers.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":"))
                .map(line -> line.substring(lowerCaseName.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> parameters(String header) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        var parameters = new java.util.HashMap<String, String>();
        parser.parse(header, ';')
                .forEach((name, value) -> parameters.put(name, value == null ? "" : value));
        return parameters;
    }

    /** The file part of this name; 41005 without one, 44001 if it is empty. */
    public Part requireFile(String name) {
        var part =
                find(name)
                        .filter(found -> !found.fileName().isEmpty())
                        .orElseThrow(() -> missing("parts " + names()));
        if (part.content().bytes().length == 0) {
            throw Refusal.of(44001, "the file is not empty", "0 bytes", "a file");
        }
        return part;
    }

    /** The part of this name. */
    public Optional<Part> find(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private List<String> names() {
        return parts.stream()
                .map(part -> part.name() + (part.fileName().isEmpty() ? " without filename" : ""))
                .toList();
    }

    private static Refusal missing(String sent) {
        return Refusal.of(
                41005,
                "a file came with the call",
                sent,
                "multipart/form-data with one part named media that has a filename");
    }
}
