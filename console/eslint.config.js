import vue from "eslint-plugin-vue";
import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "typescript-eslint";

export default defineConfig(
  globalIgnores(["target/", "src/api/schema.d.ts"]),
  typescript.configs.strict,
  vue.configs["flat/recommended"],
  {
    files: ["src/**/*.vue"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true }],
      // TypeScript knows which props may be absent.
      "vue/require-default-prop": "off",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      // Prettier lays out the templates.
      "vue/html-closing-bracket-newline": "off",
      "vue/html-indent": "off",
      "vue/html-self-closing": "off",
      "vue/max-attributes-per-line": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/singleline-html-element-content-newline": "off",
    },
  },
  {
    // A spec's describe holds all its tests.
    files: ["src/**/*.spec.ts"],
    rules: { "max-lines-per-function": "off" },
  },
);
