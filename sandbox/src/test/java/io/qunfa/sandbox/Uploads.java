package io.qunfa.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Uploads and downloads files as an SDK does. */
final class Uploads {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String BOUNDARY = "----qunfa7d93b1";

    private final Sandbox sandbox;
    private final Caller caller;

    Uploads(Sandbox sandbox, Caller caller) {
        this.sandbox = sandbox;
        this.caller = caller;
    }

    JsonNode file(String pathAndQuery, String name, byte[] content)
            throws IOException, InterruptedException {
        return form(pathAndQuery, part("media", name, content));
    }

    JsonNode video(String pathAndQuery, String description)
            throws IOException, InterruptedException {
        return form(
                pathAndQuery,
                part("media", "v.mp4", SampleFiles.mp4()),
                part("description", "", description.getBytes(StandardCharsets.UTF_8)));
    }

    /** Uploads a permanent picture and says its id. */
    String cover() throws IOException, InterruptedException {
        var path = "/cgi-bin/material/add_material?type=image";
        return file(path, "cover.png", SampleFiles.png(100)).path("media_id").asString();
    }

    JsonNode form(String pathAndQuery, byte[]... parts) throws IOException, InterruptedException {
        return post(address(pathAndQuery), parts);
    }

    JsonNode formWithoutQuery(String path, byte[]... parts)
            throws IOException, InterruptedException {
        return post(URI.create(sandbox.address() + path), parts);
    }

    private static JsonNode post(URI address, byte[]... parts)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.write(part);
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        return Caller.json(HTTP.send(request, BodyHandlers.ofString()));
    }

    static byte[] part(String name, String fileName, byte[] content) throws IOException {
        var part = new ByteArrayOutputStream();
        var file =
                fileName.isEmpty()
                        ? ""
                        : "; filename=\"" + fileName + "\"\r\nContent-Type: application/x";
        var header =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                        .formatted(BOUNDARY, name, file);
        part.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        part.write(content);
        part.write(new byte[] {'\r', '\n'});
        return part.toByteArray();
    }

    HttpResponse<byte[]> download(String pathAndQuery) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(pathAndQuery)).build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> downloadByPost(String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address(path)).POST(BodyPublishers.ofString(body)).build();
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    private URI address(String pathAndQuery) {
        var joint = pathAndQuery.contains("?") ? "&" : "?";
        return URI.create(
                sandbox.address() + pathAndQuery + joint + "access_token=" + caller.token());
    }
}
