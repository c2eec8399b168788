package io.qunfa.sandbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One sandbox for each test class, as new before each test.
 *
 * <p>Tests take a {@link Sandbox}, {@link SandboxAccount}s, or {@link Phone}s as parameters; the
 * first phone is that of the first account's first follower, the second that of the second.
 * Register it with {@link SandboxTest}, or as a field when it needs more options:
 *
 * {@snippet :
 * @RegisterExtension
 * static SandboxExtension sandbox = new SandboxExtension(Sandbox.builder().port(8090));
 * }
 *
 * <p>Tests that run at the same time are safe: each class has a sandbox on a port of its own, and
 * those that share one take turns. When a test fails, the ledger and everything the sandbox saw and
 * pushed is in a file whose name is among the test's report entries: in {@code
 * target/qunfa-sandbox} or {@code build/qunfa-sandbox}, or in the folder that the configuration
 * parameter {@code qunfa.sandbox.reports} names.
 *
 * <p>Works with Jupiter 5.11 and later, and with 6.
 */
public final class SandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SandboxExtension.class);

    private final Sandbox.@Nullable Builder options;

    /** A sandbox with the options of {@link SandboxTest}, or the defaults without it. */
    public SandboxExtension() {
        this.options = null;
    }

    /** A sandbox with these options. */
    public SandboxExtension(Sandbox.Builder options) {
        this.options = options;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        if (store.get(SharedSandbox.class) == null) {
            store.put(SharedSandbox.class, share(context));
        }
    }

    private SharedSandbox share(ExtensionContext context) {
        var test = context.getRequiredTestClass().getAnnotation(SandboxTest.class);
        if (options == null && test != null && test.scope() == SandboxTest.Scope.RUN) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(test, same -> new Owned(start(test)), Owned.class)
                    .sandbox();
        }
        var started = start(test);
        context.getStore(NAMESPACE).put(Owned.class, new Owned(started));
        return started;
    }

    private SharedSandbox start(@Nullable SandboxTest test) {
        if (options != null) {
            return new SharedSandbox(options.start(), List.of());
        }
        return test == null
                ? new SharedSandbox(Sandbox.start(), List.of())
                : new SharedSandbox(optionsOf(test).start(), List.of(test.accounts()));
    }

    private static Sandbox.Builder optionsOf(SandboxTest test) {
        var builder =
                Sandbox.builder()
                        .seed(test.seed())
                        .followers(test.followers())
                        .kind(test.kind())
                        .profile(test.profile())
                        .clockRate(test.clockRate());
        return test.startAt().isEmpty() ? builder : builder.startAt(Instant.parse(test.startAt()));
    }

    /** Takes this test's turn, unless a second registration of the extension has done so. */
    @Override
    public void beforeEach(ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        if (store.get(context.getUniqueId()) == null) {
            var sandbox = shared(context);
            sandbox.begin();
            store.put(context.getUniqueId(), sandbox);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var mine = context.getStore(NAMESPACE).remove(context.getUniqueId());
        if (mine instanceof SharedSandbox shared) {
            context.getExecutionException()
                    .ifPresent(failure -> FailureReport.write(shared.sandbox(), context, failure));
            shared.end();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Sandbox.class || type == SandboxAccount.class || type == Phone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var sandbox = shared(context).sandbox();
        var type = parameter.getParameter().getType();
        if (type == Sandbox.class) {
            return sandbox;
        }
        int position = position(parameter);
        return type == Phone.class
                ? sandbox.phones(position + 1).get(position)
                : sandbox.accounts().get(position);
    }

    /** How many parameters of the same type come before this one. */
    private static int position(ParameterContext parameter) {
        var type = parameter.getParameter().getType();
        return (int)
                Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                        .limit(parameter.getIndex())
                        .filter(before -> before.getType() == type)
                        .count();
    }

    private static SharedSandbox shared(ExtensionContext context) {
        var shared = context.getStore(NAMESPACE).get(SharedSandbox.class, SharedSandbox.class);
        if (shared == null) {
            throw new IllegalStateException("register the extension in a static field");
        }
        return shared;
    }

    /** A sandbox that ends with the context, class or run, in whose store this is. */
    private record Owned(SharedSandbox sandbox)
            implements ExtensionContext.Store.CloseableResource {

        @Override
        public void close() {
            sandbox.close();
        }
    }
}
