package io.qunfa.server.reply;

import io.qunfa.server.account.Account;
import io.qunfa.server.reply.ReplyApi.FittingView;
import io.qunfa.server.reply.ReplyApi.SampleRequest;
import io.qunfa.server.reply.ReplyApi.SampleResult;
import io.qunfa.server.reply.RuleForms.AnswerForm;
import io.qunfa.server.reply.Trigger.MessageKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tries rules on something a follower might do, also rules that nobody has switched on or saved.
 */
@Component
final class TestBench {

    private static final UUID UNSAVED = new UUID(0, 0);

    private final Replies replies;
    private final InstantSource clock;

    TestBench(Replies replies, InstantSource clock) {
        this.replies = replies;
        this.clock = clock;
    }

    SampleResult test(Account account, SampleRequest sample) {
        var occasions = occasions(sample);
        var book = RuleBook.of(rules(account, sample));
        var hint = RuleBooks.hint(replies.blankHint(account.id()), occasions);
        var answering =
                hint.isPresent() ? Optional.<RuleBook.Hit>empty() : book.answering(occasions);
        var answered =
                hint.<Answer>map(Answer.Text::new)
                        .map(AnswerForm::of)
                        .or(() -> answering.map(hit -> filled(account, hit)))
                        .orElse(null);
        return new SampleResult(
                answered,
                book.fitting(occasions).stream()
                        .map(hit -> view(account, hit, answering.filter(hit::equals).isPresent()))
                        .toList());
    }

    private List<Rule> rules(Account account, SampleRequest sample) {
        var rules = new ArrayList<>(replies.all(account.id()));
        var written = sample.rule();
        if (written == null) {
            return rules;
        }
        var unsaved = new Rule(UNSAVED, written.content(), Instant.EPOCH, "");
        var replaced = rules.stream().map(Rule::id).toList().indexOf(sample.replaces());
        if (replaced < 0) {
            rules.add(unsaved);
        } else {
            rules.set(replaced, unsaved);
        }
        return rules;
    }

    private static List<Occasion> occasions(SampleRequest sample) {
        var text = Objects.requireNonNullElse(sample.text(), "");
        return switch (RuleForms.required("kind", sample.kind())) {
            case "text" -> Occasion.ofText(text);
            case "voice" ->
                    Occasion.ofMessage(
                            MessageKind.VOICE,
                            Optional.of(text.strip()).filter(said -> !said.isEmpty()));
            case "follow" ->
                    Occasion.ofFollow(
                            Optional.ofNullable(sample.scene())
                                    .map(String::strip)
                                    .filter(scene -> !scene.isEmpty()));
            case "scan" ->
                    List.of(new Occasion.Scanned(RuleForms.required("scene", sample.scene())));
            case "menu_click" ->
                    List.of(new Occasion.Clicked(RuleForms.required("key", sample.key())));
            default ->
                    Occasion.ofMessage(
                            RuleForms.constant(MessageKind.class, "kind", sample.kind()),
                            Optional.empty());
        };
    }

    private FittingView view(Account account, RuleBook.Hit hit, boolean answers) {
        var rule = hit.rule();
        return new FittingView(
                rule.id().equals(UNSAVED) ? null : rule.id().toString(),
                rule.content().name(),
                rule.enabled(),
                answers,
                hit.keyword().isEmpty() ? null : hit.keyword(),
                filled(account, hit),
                Placeholders.unknown(rule.content().answer()));
    }

    private AnswerForm filled(Account account, RuleBook.Hit hit) {
        var placeholders = Placeholders.of(account.name(), hit.keyword(), clock.instant());
        var answer = hit.rule().content().answer();
        return AnswerForm.of(
                answer instanceof Answer.Text(var content)
                        ? new Answer.Text(placeholders.fill(content))
                        : answer);
    }
}
