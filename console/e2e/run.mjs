// One operator's morning in a real browser: sign in, compose, check, send, watch, and look at a follower's phone.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { demo } from "./demo.mjs";

const TEXT = `各位读者：\n新书分享会 📚 周六下午三点\nhttps://mp.weixin.qq.com/s/${Date.now()}`;
const QUESTION = `几点开始？${Date.now()}`;
const OUTPUT = join(import.meta.dirname, "output");
const STEP_MILLIS = 30_000;

const qunfa = await demo();
const browser = await launch();
const context = await browser.newContext({
    locale: "zh-CN",
    viewport: { width: 1366, height: 900 },
});
context.setDefaultTimeout(STEP_MILLIS);
const page = await context.newPage();
const phone = await context.newPage();
const complaints = [];
for (const each of [page, phone]) each.on("pageerror", (error) => complaints.push(error.message));

let followers = 0;
let accountName = "";
const tally = { passed: 0, failed: 0 };

async function step(name, act) {
    if (tally.failed > 0) return;
    try {
        await act();
        tally.passed += 1;
        console.log(`ok   ${name}`);
    } catch (error) {
        tally.failed += 1;
        console.log(`FAIL ${name}\n${error.stack ?? error}`);
        mkdirSync(OUTPUT, { recursive: true });
        await page.screenshot({ path: join(OUTPUT, "console.png"), fullPage: true });
        await phone.screenshot({ path: join(OUTPUT, "sandbox.png"), fullPage: true });
    }
}

function expect(actual, wanted, what) {
    if (actual !== wanted) throw new Error(`${what}: expected ${wanted}, but was ${actual}`);
}

await step("a wrong password is refused in words, and nothing is lost", async () => {
    await page.goto(qunfa.console);
    await page.getByLabel("名称").fill(qunfa.name);
    await page.getByLabel("密码").fill(`${qunfa.password}x`);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("名称").inputValue(), qunfa.name, "the name typed");
});

await step("the operator signs in and sees the sandbox account marked as one", async () => {
    await page.getByLabel("密码").fill(qunfa.password);
    await page.getByRole("button", { name: "登录" }).click();
    const card = page.getByRole("article").first();
    await card.getByText("沙箱").waitFor();
    accountName = (await card.getByRole("link").innerText()).trim();
    await card.getByRole("link").click();
    await page.getByRole("heading", { name: accountName, level: 1 }).waitFor();
});

await step("a day passes on the sandbox's page", async () => {
    await phone.goto(qunfa.sandbox);
    const clock = phone.getByRole("region", { name: "沙箱时钟" });
    const day = clock.getByText(/星期./);
    const today = (await day.innerText()).match(/星期./)[0];
    await clock.getByRole("button", { name: "+1 天" }).click();
    await day.filter({ hasNotText: today }).waitFor();
});

await step("the followers are synchronised", async () => {
    const panel = page.getByRole("region", { name: "粉丝" });
    await panel.getByRole("button", { name: "同步粉丝" }).click();
    await panel.getByText(/^截至/).waitFor();
    await page.getByRole("link", { name: "写群发" }).first().click();
});

await step("a text is composed and the phone beside it shows it with its link", async () => {
    await page.getByLabel("文本消息").fill(TEXT);
    const preview = page.getByRole("region", { name: "粉丝手机上的样子" });
    await preview.getByText("新书分享会 📚").waitFor();
    await page.getByText("全部粉丝").click();
    const count = page.getByRole("status").filter({ hasText: "目标人数" });
    await count.getByText(/[\d,]{3,}/).waitFor();
    followers = Number((await count.locator("strong").innerText()).replaceAll(",", ""));
});

await step("what was typed survives a reload", async () => {
    await page.reload();
    expect(await page.getByLabel("文本消息").inputValue(), TEXT, "the text");
});

await step("the plan is shown before anything leaves", async () => {
    await page.getByRole("button", { name: "检查计划" }).click();
    const plan = page.getByRole("region", { name: "发送计划" });
    await plan.getByText("发给全部粉丝", { exact: true }).waitFor();
});

await step("a send to everyone needs the account's name and the number typed", async () => {
    await page.getByRole("button", { name: /^发送给/ }).click();
    const dialog = page.getByRole("dialog");
    const send = dialog.getByRole("button", { name: "发送", exact: true });
    await dialog.getByLabel(/公众号名称/).fill(accountName);
    await dialog.getByLabel(/目标人数/).fill(String(followers - 1));
    expect(await send.isDisabled(), true, "sending with the wrong number is impossible");
    await dialog.getByLabel(/目标人数/).fill(String(followers));
    await send.click();
});

await step("the result comes back by callback", async () => {
    const progress = page.getByRole("region", { name: "进度" });
    await progress.waitFor();
    await page.locator("header").getByText("已完成").waitFor({ timeout: 120_000 });
    const result = page.getByRole("region", { name: "结果" });
    const delivered = result.locator(".delivered dd");
    expect((await delivered.innerText()).replaceAll(",", ""), String(followers), "delivered");
    await page
        .getByRole("region", { name: "平台调用" })
        .first()
        .getByText(/^10000000\d\d$/)
        .waitFor();
});

await step("it is in the list of broadcasts", async () => {
    await page.getByRole("link", { name: "群发记录" }).click();
    const list = page.getByRole("list", { name: "群发记录" });
    await list.getByRole("listitem").first().getByText("已完成").waitFor();
});

await step("the message is on a follower's phone", async () => {
    await phone.goto(qunfa.sandbox);
    const screen = phone.getByRole("region", { name: /的手机$/ });
    await screen.getByText(TEXT.split("\n")[2]).waitFor();
});

await step("the follower answers and the phone shows it", async () => {
    await phone.getByLabel("以粉丝的身份说点什么").fill(QUESTION);
    await phone.getByRole("button", { name: "发送", exact: true }).click();
    await phone.getByText(QUESTION, { exact: true }).waitFor();
});

await step(
    "a wrong Token in the interface configuration is refused with what to check",
    async () => {
        const form = phone.getByRole("region", { name: "接口配置信息" });
        await form.getByLabel("Token").fill("wrongToken1");
        await form.getByRole("button", { name: "提交" }).click();
        await form.getByRole("alert").getByText(/Token/).first().waitFor();
    },
);

await step("the operator signs out, and the page asks to sign in again", async () => {
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByRole("heading", { name: "登录" }).waitFor();
    await page.goto(qunfa.console);
    await page.getByLabel("密码").waitFor();
});

await step("no page threw an error", async () => {
    expect(complaints.join("; "), "", "errors");
});

await browser.close();
await qunfa.stop();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
