"""Disputed figures in a real browser: the day of knowledge is played."""

from playwright.sync_api import expect

from tests.browser.waiting import STATUS, let_pass, opened, query, settled

PLAYED_A_STEP = """async () => {
    const status = () => document.querySelector('p[role=status]')?.textContent;
    const button = word => [...document.querySelectorAll('button')].find(each => each.textContent.includes(word));
    const until = async look => { while (!look()) await new Promise(done => setTimeout(done, 20)); };
    button('Play what was known').click();
    await until(() => button('Pause') && status()?.includes('as known on'));
    const first = status();
    await until(() => status() && status() !== first);
    const then = status();
    button('Pause').click();
    return [first, then];
}"""
"""Play, see one step, pause; in the browser itself: there are few months, and a busy machine would look too late."""


def test_the_day_of_knowledge_plays_month_by_month_and_pauses(page):
    opened(page, "/disputed?campaign=January+2022")
    first, then = page.evaluate(PLAYED_A_STEP)
    assert first != then
    expect(page.get_by_role("button", name="Play what was known")).to_be_visible()
    settled(page)
    stopped = page.locator(STATUS).inner_text()
    let_pass(page)
    assert page.locator(STATUS).inner_text() == stopped
    assert query(page)["known"]
