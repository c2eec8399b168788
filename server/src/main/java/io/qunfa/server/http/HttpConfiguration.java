package io.qunfa.server.http;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /** Modules that bring texts; each has a bundle in {@code messages/}. */
    static final List<String> BUNDLES =
            List.of(
                    "http",
                    "access",
                    "account",
                    "inbox",
                    "content",
                    "audience",
                    "reply",
                    "broadcast",
                    "web",
                    "webhook",
                    "notice");

    @Bean
    MessageSource messageSource() {
        var source = new ResourceBundleMessageSource();
        BUNDLES.forEach(module -> source.addBasenames("messages/" + module));
        source.setDefaultEncoding("UTF-8");
        source.setDefaultLocale(Locale.ENGLISH);
        source.setFallbackToSystemLocale(false);
        return source;
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(Texts.LANGUAGES);
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    @Bean
    Texts texts(MessageSource messages) {
        return new Texts(messages);
    }

    @Bean
    ProblemWriter problemWriter(Texts texts, LocaleResolver languages, JsonMapper json) {
        return new ProblemWriter(texts, languages, json);
    }

    @Bean
    JacksonModule storableText() {
        return new SimpleModule("storable-text").addDeserializer(String.class, new StorableText());
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(ProblemWriter problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimit(problems));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }
}
