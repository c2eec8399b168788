package io.qunfa.server.content;

import io.qunfa.server.account.Account;
import io.qunfa.server.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Fetches pictures from the platform's picture servers, which answer pages of others with a
 * placeholder. It asks no other server, follows nobody elsewhere, and passes on nothing but
 * pictures.
 */
@Component
final class PictureHost implements DisposableBean {

    /** How long a browser may keep one; an address never shows another picture. */
    static final Duration FRESH = Duration.ofHours(12);

    private static final Set<String> HOSTS =
            Set.of("mmbiz.qpic.cn", "mmecoa.qpic.cn", "mmbiz.qlogo.cn", "wx.qlogo.cn");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_BYTES = 10 << 20;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    record Picture(MediaType type, ByteArrayResource content) {}

    Picture fetch(Account account, String address) {
        var request = HttpRequest.newBuilder(source(account, address)).timeout(PATIENCE).build();
        try {
            return picture(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable();
        }
    }

    /** A sandbox serves the pictures of these hosts itself. */
    private static URI source(Account account, String address) {
        var asked = parse(address);
        if (!HOSTS.contains(asked.getHost())) {
            throw Problem.invalid("address", "not-a-picture-host", Map.of("value", address));
        }
        var base =
                account.sandbox()
                        ? account.endpoints().api().toString()
                        : "https://" + asked.getHost();
        var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return URI.create(base.replaceAll("/+$", "") + asked.getRawPath() + query);
    }

    private static URI parse(String address) {
        try {
            var uri = URI.create(address);
            if (uri.getHost() != null && uri.getRawPath() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Told below, like any other address that is none.
        }
        throw Problem.invalid("address", "not-an-address", Map.of("value", address));
    }

    private static Picture picture(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            var content = body.readNBytes(LARGEST_BYTES + 1);
            if (answer.statusCode() != 200) {
                throw Problem.notFound();
            }
            return picture(content);
        }
    }

    /** What is no picture, or larger than any, is not there. */
    static Picture picture(byte[] content) {
        var format = FileFormat.of(content);
        if (content.length > LARGEST_BYTES || format.isEmpty()) {
            throw Problem.notFound();
        }
        var file = new ByteArrayResource(content);
        return switch (format.get()) {
            case PNG -> new Picture(MediaType.IMAGE_PNG, file);
            case JPEG -> new Picture(MediaType.IMAGE_JPEG, file);
            case GIF -> new Picture(MediaType.IMAGE_GIF, file);
            case BMP -> new Picture(MediaType.parseMediaType("image/bmp"), file);
            case AMR, MP3, WAV, WMA, MP4 -> throw Problem.notFound();
        };
    }

    private static Problem unreachable() {
        return new Problem(HttpStatus.BAD_GATEWAY, "picture-unreachable", Map.of());
    }

    @Override
    public void destroy() {
        http.close();
    }
}
