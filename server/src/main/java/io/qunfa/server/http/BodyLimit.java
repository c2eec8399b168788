package io.qunfa.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body over the limit: by its announced length, else while it is being read. */
final class BodyLimit extends OncePerRequestFilter {

    /** Room for a list of 200,000 OpenIDs of 28 characters. */
    static final long LIMIT_BYTES = 8L << 20;

    /** Room for the largest file that the platform takes, which is read by a way of its own. */
    static final long UPLOAD_LIMIT_BYTES = 11L << 20;

    /** Room for a list of twenty million OpenIDs, which is read while it comes and never held. */
    static final long LIST_LIMIT_BYTES = 1L << 30;

    /** The one address that takes such lists. */
    private static final Pattern LISTS = Pattern.compile("/api/v1/accounts/[^/]+/audience/lists");

    private static final long DRAINED_BYTES = 4 * LIMIT_BYTES;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var limitBytes = limit(request);
        if (request.getContentLengthLong() > limitBytes) {
            drain(request.getInputStream());
            problems.write(new BodyTooLarge(limitBytes).problem(), request, response);
            return;
        }
        chain.doFilter(new LimitedRequest(request, streamed(limitBytes)), response);
    }

    private static long limit(HttpServletRequest request) {
        if (LISTS.matcher(request.getRequestURI()).matches()) {
            return LIST_LIMIT_BYTES;
        }
        return isUpload(request) ? UPLOAD_LIMIT_BYTES : LIMIT_BYTES;
    }

    /** Files of forms come another way than through the request's stream. */
    private static long streamed(long limitBytes) {
        return limitBytes == UPLOAD_LIMIT_BYTES ? LIMIT_BYTES : limitBytes;
    }

    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    /** Who is still writing would not see the answer; but nobody is listened to for ever. */
    private static void drain(InputStream body) throws IOException {
        var buffer = new byte[1 << 16];
        for (long read = 0, n = 0; n >= 0 && read < DRAINED_BYTES; read += n) {
            n = body.read(buffer);
        }
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private final long limitBytes;

        LimitedRequest(HttpServletRequest request, long limitBytes) {
            super(request);
            this.limitBytes = limitBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limitBytes);
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long limitBytes;
        private long left;

        LimitedStream(ServletInputStream body, long limitBytes) {
            this.body = body;
            this.limitBytes = limitBytes;
            this.left = limitBytes;
        }

        @Override
        public int read() throws IOException {
            var read = body.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = body.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                drain(body);
                throw new BodyTooLarge(limitBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
