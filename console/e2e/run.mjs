// One operator's days in a real browser: send, schedule, look after people, and look at a follower's phone.
import { article } from "./article.mjs";
import { accessible, sandboxAccessible } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { broadcasting } from "./broadcast.mjs";
import { demo } from "./demo.mjs";
import { reading } from "./inbox.mjs";
import { people } from "./people.mjs";
import { world } from "./world.mjs";
import { expect, Walk } from "./walk.mjs";

const TEXT = `各位读者：\n新书分享会 📚 周六下午三点\nhttps://mp.weixin.qq.com/s/${Date.now()}`;
const QUESTION = `几点开始？${Date.now()}`;

const qunfa = await demo();
const browser = await launch();
const walk = new Walk(browser);
const page = await walk.page("console");
const phone = await walk.page("sandbox");
const account = { name: "", url: "", followers: 0 };

await walk.step("a wrong password is refused in words, and nothing is lost", async () => {
    await page.goto(qunfa.console);
    await page.getByLabel("名称").fill(qunfa.name);
    await page.getByLabel("密码").fill(`${qunfa.password}x`);
    await page.getByRole("button", { name: "登录" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByLabel("名称").inputValue(), qunfa.name, "the name typed");
});

await walk.step("the operator signs in and sees the sandbox account marked as one", async () => {
    await page.getByLabel("密码").fill(qunfa.password);
    await page.getByRole("button", { name: "登录" }).click();
    const card = page.getByRole("article").first();
    await card.getByText("沙箱").waitFor();
    account.name = (await card.getByRole("link").innerText()).trim();
    await card.getByRole("link").click();
    await page.getByRole("heading", { name: account.name, level: 1 }).waitFor();
    account.url = page.url();
});

await walk.step("a day passes on the sandbox's page", async () => {
    await phone.goto(qunfa.sandbox);
    const clock = phone.getByRole("region", { name: "沙箱时钟" });
    const day = clock.getByText(/星期./);
    const today = (await day.innerText()).match(/星期./)[0];
    await clock.getByRole("button", { name: "+1 天" }).click();
    await day.filter({ hasNotText: today }).waitFor();
});

await broadcasting(walk, { page, phone, qunfa, account, text: TEXT });

await article(walk, { page, phone, qunfa, account });

await walk.step("the message is on a follower's phone", async () => {
    await phone.goto(qunfa.sandbox);
    const screen = phone.getByRole("region", { name: /的手机$/ });
    await screen.getByText(TEXT.split("\n")[2]).waitFor();
});

await walk.step("the follower answers and the phone shows it", async () => {
    await phone.getByLabel("以粉丝的身份说点什么").fill(QUESTION);
    await phone.getByRole("button", { name: "发送", exact: true }).click();
    await phone.getByText(QUESTION, { exact: true }).waitFor();
});

await reading(walk, { page, phone, account, question: QUESTION });

await walk.step(
    "a wrong Token is refused on the test account's page with what to check",
    async () => {
        const form = phone.getByRole("region", { name: "接口配置信息" });
        await form.getByLabel("Token").fill("wrongToken1");
        await form.getByRole("button", { name: "提交" }).click();
        await form.getByRole("alert").getByText(/Token/).first().waitFor();
    },
);

await world(walk, phone);
await sandboxAccessible(walk, { phone, qunfa });
await accessible(walk, { page, qunfa, account });
await people(walk, { page, qunfa, account });

await walk.step("the operator signs out, and the page asks to sign in again", async () => {
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByRole("heading", { name: "登录" }).waitFor();
    await page.goto(qunfa.console);
    await page.getByLabel("密码").waitFor();
});

await walk.step("no page threw an error", async () => {
    expect(walk.complaints.join("; "), "", "errors");
});

await browser.close();
await qunfa.stop();
walk.report();
process.exit(walk.failed === 0 ? 0 : 1);
