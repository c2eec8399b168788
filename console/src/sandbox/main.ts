import "@/theme/element";
import "@/theme/base.css";
import "@/sandbox/sandbox.css";
import { createApp } from "vue";
import { VueQueryPlugin } from "@tanstack/vue-query";
import { createQueries } from "@/api/queries";
import { Language } from "@/i18n/i18n";
import SandboxApp from "@/sandbox/SandboxApp.vue";
import { loaders } from "@/sandbox/texts";
import { applyTheme } from "@/theme/theme";
import { LANGUAGE } from "@/ui/language";

applyTheme(document.documentElement);
const language = new Language(loaders);
await language.use(Language.initial());

createApp(SandboxApp)
  .use(VueQueryPlugin, { queryClient: createQueries() })
  .use(language.i18n)
  .provide(LANGUAGE, language)
  .mount("#app");
