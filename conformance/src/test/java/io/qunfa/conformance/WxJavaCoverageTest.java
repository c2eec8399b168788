package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import me.chanjar.weixin.mp.api.WxMpCommentService;
import me.chanjar.weixin.mp.api.WxMpDataCubeService;
import me.chanjar.weixin.mp.api.WxMpDraftService;
import me.chanjar.weixin.mp.api.WxMpFreePublishService;
import me.chanjar.weixin.mp.api.WxMpKefuService;
import me.chanjar.weixin.mp.api.WxMpMassMessageService;
import me.chanjar.weixin.mp.api.WxMpMaterialService;
import me.chanjar.weixin.mp.api.WxMpMenuService;
import me.chanjar.weixin.mp.api.WxMpQrcodeService;
import me.chanjar.weixin.mp.api.WxMpSubscribeMsgService;
import me.chanjar.weixin.mp.api.WxMpTemplateMsgService;
import me.chanjar.weixin.mp.api.WxMpUserBlacklistService;
import me.chanjar.weixin.mp.api.WxMpUserService;
import me.chanjar.weixin.mp.api.WxMpUserTagService;
import org.junit.jupiter.api.Test;

/** Every call of WxJava's services for the emulated surface is made by a test of this module. */
class WxJavaCoverageTest {

    private static final Path TESTS = Path.of("src/test/java/io/qunfa/conformance");
    private static final List<Class<?>> SERVICES =
            List.of(
                    WxMpCommentService.class,
                    WxMpDataCubeService.class,
                    WxMpDraftService.class,
                    WxMpFreePublishService.class,
                    WxMpKefuService.class,
                    WxMpMassMessageService.class,
                    WxMpMaterialService.class,
                    WxMpMenuService.class,
                    WxMpQrcodeService.class,
                    WxMpSubscribeMsgService.class,
                    WxMpTemplateMsgService.class,
                    WxMpUserBlacklistService.class,
                    WxMpUserService.class,
                    WxMpUserTagService.class);

    /** Not emulated, and answered 40066. */
    private static final Set<String> OUTSIDE =
            Set.of(
                    "getUserSummary",
                    "getUserCumulate",
                    "getUpstreamMsg",
                    "getUpstreamMsgHour",
                    "getUpstreamMsgWeek",
                    "getUpstreamMsgMonth",
                    "getUpstreamMsgDist",
                    "getUpstreamMsgDistWeek",
                    "getUpstreamMsgDistMonth",
                    "getInterfaceSummary",
                    "getInterfaceSummaryHour",
                    "kfSessionCreate",
                    "kfSessionClose",
                    "kfSessionGet",
                    "kfSessionList",
                    "kfSessionGetWaitCase",
                    "jssdkMediaDownload");

    /** Permanent articles, which the platform closed. */
    private static final Set<String> CLOSED =
            Set.of("materialNewsUpload", "materialNewsInfo", "materialNewsUpdate");

    @Test
    void every_call_is_made() throws IOException {
        var tests = tests();
        var missing =
                SERVICES.stream()
                        .flatMap(service -> Arrays.stream(service.getMethods()))
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !OUTSIDE.contains(name) && !CLOSED.contains(name))
                        .filter(name -> !tests.contains("." + name + "("))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    private static String tests() throws IOException {
        try (var files = Files.list(TESTS)) {
            return files.filter(file -> file.getFileName().toString().startsWith("WxJava"))
                    .map(WxJavaCoverageTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
