package io.qunfa.server.vault;

import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    Vault vault(@Value("${qunfa.key}") String key) {
        return new Vault(key, new SecureRandom());
    }
}
