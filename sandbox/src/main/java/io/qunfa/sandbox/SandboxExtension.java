package io.qunfa.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One sandbox for each test class, as new before each test.
 *
 * <p>Tests take a {@link Sandbox}, its {@link SandboxAccount}, or {@link Phone}s as parameters; the
 * first phone is that of the first follower, the second that of the second. Register it with {@link
 * SandboxTest}, or as a field when it needs more options:
 *
 * {@snippet :
 * @RegisterExtension
 * static SandboxExtension sandbox = new SandboxExtension(Sandbox.builder().port(8090));
 * }
 *
 * <p>Works with Jupiter 5.11 and later, and with 6.
 */
public final class SandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

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
        if (store.get(Sandbox.class) == null) {
            var sandbox = start(context);
            store.put(Sandbox.class, sandbox);
            store.put(context.getUniqueId(), sandbox);
        }
    }

    private Sandbox start(ExtensionContext context) {
        if (options != null) {
            return options.start();
        }
        var annotation = context.getRequiredTestClass().getAnnotation(SandboxTest.class);
        return annotation == null ? Sandbox.start() : optionsOf(annotation).start();
    }

    private static Sandbox.Builder optionsOf(SandboxTest test) {
        var builder =
                Sandbox.builder()
                        .seed(test.seed())
                        .followers(test.followers())
                        .kind(test.kind())
                        .profile(test.profile());
        return test.startAt().isEmpty() ? builder : builder.startAt(Instant.parse(test.startAt()));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox(context).reset();
    }

    /** Ends the sandbox with the class that started it, not with a nested one. */
    @Override
    public void afterAll(ExtensionContext context) {
        var started = context.getStore(NAMESPACE).remove(context.getUniqueId());
        if (started instanceof Sandbox sandbox) {
            sandbox.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Sandbox.class || type == SandboxAccount.class || type == Phone.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var sandbox = sandbox(context);
        var type = parameter.getParameter().getType();
        if (type == Phone.class) {
            return phone(parameter, sandbox);
        }
        return type == Sandbox.class ? sandbox : sandbox.account();
    }

    private static Phone phone(ParameterContext parameter, Sandbox sandbox) {
        int position = 0;
        var parameters = parameter.getDeclaringExecutable().getParameters();
        for (int i = 0; i < parameter.getIndex(); i++) {
            if (parameters[i].getType() == Phone.class) {
                position++;
            }
        }
        return sandbox.phones(position + 1).get(position);
    }

    private static Sandbox sandbox(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        var sandbox = store.get(Sandbox.class, Sandbox.class);
        if (sandbox == null) {
            throw new IllegalStateException("register the extension in a static field");
        }
        return sandbox;
    }
}
