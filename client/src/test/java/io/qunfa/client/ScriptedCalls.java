package io.qunfa.client;

import org.junit.jupiter.api.AfterEach;

/** A client and the platform that answers it as a test says, new for each test. */
abstract class ScriptedCalls {

    final ScriptedPlatform platform = new ScriptedPlatform();
    final WeChat wechat = platform.connect();

    @AfterEach
    void close() {
        wechat.close();
        platform.close();
    }
}
