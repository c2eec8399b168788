package io.qunfa.server.account;

import io.qunfa.protocol.ReturnCode;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The platform's return codes, explained. */
@RestController
@RequestMapping("/api/v1/return-codes")
final class ReturnCodeApi {

    /**
     * @param text as the platform sends it, without its request number; may be empty
     */
    record ReturnCodeView(int code, String text, String meaning) {}

    record ReturnCodeList(List<ReturnCodeView> items) {}

    /**
     * All codes whose number begins with what is sought, or whose text or meaning contains it, in
     * the order of their numbers.
     */
    @GetMapping
    ReturnCodeList find(@RequestParam(defaultValue = "") String q, Locale language) {
        var sought = q.strip().toLowerCase(Locale.ROOT);
        var items =
                ReturnCode.all().stream()
                        .filter(code -> matches(code, sought))
                        .map(
                                code ->
                                        new ReturnCodeView(
                                                code.number(), code.text(), code.meaning(language)))
                        .toList();
        return new ReturnCodeList(items);
    }

    private static boolean matches(ReturnCode code, String sought) {
        return Integer.toString(code.number()).startsWith(sought)
                || contains(code.text(), sought)
                || contains(code.meaning(), sought)
                || contains(code.meaningZh(), sought)
                || contains(code.meaningJa(), sought);
    }

    private static boolean contains(String text, String sought) {
        return text.toLowerCase(Locale.ROOT).contains(sought);
    }
}
