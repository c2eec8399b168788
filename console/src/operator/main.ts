import "@/theme/element";
import "@/theme/base.css";
import { createApp } from "vue";
import { VueQueryPlugin } from "@tanstack/vue-query";
import { sessionQuery } from "@/access/session";
import { speak } from "@/api/client";
import { createQueries } from "@/api/queries";
import { Language } from "@/i18n/i18n";
import App from "@/operator/App.vue";
import { loaders } from "@/operator/texts";
import { createConsoleRouter, signInAsker } from "@/operator/router";
import { applyTheme } from "@/theme/theme";
import { LANGUAGE } from "@/ui/language";
import { askBeforeUnload, UNSAVED, Unsaved } from "@/ui/unsaved";

applyTheme(document.documentElement);
const queryClient = createQueries(() => {
  queryClient.setQueryData(sessionQuery.queryKey, null);
  void askToSignIn();
});
// The server's words come in the reader's language too, so they are asked for again.
const language = new Language(loaders, (locale) => {
  speak(locale);
  void queryClient.invalidateQueries();
});
await language.use(Language.initial());

const unsaved = new Unsaved();
askBeforeUnload(window, unsaved);
const router = createConsoleRouter(queryClient, language, unsaved);
const askToSignIn = signInAsker(router);

createApp(App)
  .use(VueQueryPlugin, { queryClient })
  .use(language.i18n)
  .use(router)
  .provide(LANGUAGE, language)
  .provide(UNSAVED, unsaved)
  .mount("#app");
