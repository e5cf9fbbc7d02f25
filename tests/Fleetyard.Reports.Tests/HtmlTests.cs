using Deque.AxeCore.Playwright;
using Fleetyard.Reports.Html;
using Microsoft.Playwright;

namespace Fleetyard.Reports.Tests;

/// <summary>The page, in a real browser.</summary>
internal sealed class HtmlTests
{
    private static readonly string Page = new HtmlReport().Write(new([Sample.Well(), Sample.Odd(), Sample.Empty()], [new ImageFailure("gone:1", "No such image.")]));

    private static Chromium? chromium;

    [OneTimeSetUp]
    public static async Task Start() => chromium = await Chromium.StartAsync();

    [OneTimeTearDown]
    public static async Task Stop()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }
    }

    [Test]
    public async Task Typing_narrows_the_rows_and_says_how_many_are_left()
    {
        await using var opened = await OpenAsync(Page);
        var page = opened.Page;
        Assert.That(await Rows(page), Is.EqualTo(7));
        Assert.That(await page.InputValueAsync("#filter"), Is.Empty);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("aws-lc 5.5");

        Assert.That(await page.InputValueAsync("#filter"), Is.EqualTo("aws-lc 5.5"), "the slash led there and is not part of it");
        Assert.That(await Rows(page), Is.EqualTo(1));
        Assert.That(await page.InnerTextAsync("#shown"), Is.EqualTo("1 of 7 rows"));
        Assert.That(await page.InnerTextAsync("tr.place:visible th"), Is.EqualTo("/usr/local/awslc"));

        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.InnerTextAsync("#shown"), Is.EqualTo("7 of 7 rows"));
        Assert.That(opened.Complaints, Is.Empty);
    }

    [Test]
    public async Task One_command_that_brought_many_things_makes_not_all_of_them_match()
    {
        await using var opened = await OpenAsync(Page);

        await opened.Page.FillAsync("#filter", "install_openssl_3_0.sh");

        Assert.That(await Rows(opened.Page), Is.Zero);
        Assert.That(await opened.Page.Locator("#nothing").IsVisibleAsync());
    }

    [Test]
    public async Task Axe_finds_nothing_that_shuts_a_reader_out()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var opened = await OpenAsync(Page);
            await opened.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await opened.Page.ClickAsync("#all");

            var found = await opened.Page.RunAxe();

            Assert.That(found.Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Take(3).Select(node => node.Html))}"), Is.Empty, $"{scheme}");
        }
    }

    [Test]
    public async Task Details_open_by_key_and_tell_all()
    {
        await using var opened = await OpenAsync(Page);
        var page = opened.Page;
        var button = page.Locator("tr.place", new() { HasText = "/usr/local/awslc" }).Locator("button");
        Assert.That(await page.Locator("tr.detail:visible").CountAsync(), Is.Zero);

        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        var detail = page.Locator("tr.detail:visible");
        Assert.That(await button.GetAttributeAsync("aria-expanded"), Is.EqualTo("true"));
        Assert.That(await detail.InnerTextAsync(), Does.Contain("lib/pkgconfig/libcrypto.pc").And.Contain("its Version says 1.1.1").And.Contain("Description: AWS-LC 5.5.0").And.Contain("libcrypto.so.9 (nothing there)").And.Contain("install_openssl_3_0.sh"));

        await page.Keyboard.PressAsync("Escape");
        Assert.That(await detail.CountAsync(), Is.Zero);
        Assert.That(opened.Complaints, Is.Empty);
    }

    [Test]
    public async Task What_is_shown_stands_in_the_address()
    {
        string hash;
        await using (var first = await OpenAsync(Page))
        {
            await first.Page.FillAsync("#filter", "openssl-3.0");
            await first.Page.Locator("tr.place:visible button").First.ClickAsync();
            hash = new Uri(first.Page.Url).Fragment;
        }

        await using var second = await OpenAsync(Page, hash);

        Assert.That(await second.Page.InputValueAsync("#filter"), Is.EqualTo("openssl-3.0"));
        Assert.That(await second.Page.Locator("tr.detail:visible").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Only_what_is_odd_is_left_where_that_is_wanted()
    {
        await using var opened = await OpenAsync(Page);

        await opened.Page.CheckAsync("#odd");

        Assert.That(await opened.Page.Locator("tr.place:visible th").AllInnerTextsAsync(), Is.EqualTo(new[] { "/opt/vendor", "/usr/local/awslc", "/usr/local/boringssl/lib/libcrypto.so", "/usr/local/openssl-3.0" }));
    }

    [Test]
    public async Task The_head_and_the_first_column_stay_in_sight()
    {
        await using var opened = await OpenAsync(new HtmlReport().Write(Sample.Input([.. Enumerable.Range(0, 40).Select(at => Sample.Odd($"image:{at}"))])));
        var page = opened.Page;

        await page.EvaluateAsync("() => document.getElementById('main').scrollTo(3000, 400)");

        Assert.That((await page.Locator("tr.place th").Nth(4).BoundingBoxAsync())!.X, Is.Zero);
        Assert.That((await page.Locator("#matrix > thead th").Last.BoundingBoxAsync())!.Y, Is.LessThan(120));
        Assert.That(await page.Locator("#matrix > thead th").CountAsync(), Is.EqualTo(41));
    }

    [Test]
    public async Task A_page_without_scripts_hides_nothing()
    {
        await using var opened = await OpenAsync(Page, scripts: false);

        Assert.That(await opened.Page.Locator("tr.detail:visible").CountAsync(), Is.EqualTo(10));
    }

    [Test]
    public async Task Nothing_is_asked_of_the_network()
    {
        await using var opened = await OpenAsync(Page);
        await opened.Page.ClickAsync("#all");

        Assert.That(opened.Requests, Is.EqualTo(new[] { opened.Requests[0] }).And.All.StartsWith("file:///"));
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("\"'><img src=x onerror=alert(1)>")]
    [TestCase("\" autofocus onfocus=alert(1) x=\"")]
    [TestCase("</code></td></table><iframe src=//evil.example></iframe>")]
    [TestCase("</script><script>alert(1)</script>")]
    public async Task A_hostile_name_is_only_read(string name)
    {
        await using var opened = await OpenAsync(new HtmlReport().Write(Sample.Input(Sample.Hostile(name))));
        await opened.Page.ClickAsync("#all");

        Assert.That(await opened.Page.Locator("img, iframe, [onfocus], [onerror]").CountAsync(), Is.Zero);
        Assert.That(await opened.Page.Locator("script").CountAsync(), Is.EqualTo(1));
        Assert.That(await opened.Page.InnerTextAsync("h1"), Is.EqualTo("evil:" + name));
        Assert.That(opened.Complaints, Is.Empty);
        Assert.That(opened.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_script_that_slipped_in_would_not_run()
    {
        await using var opened = await OpenAsync(Page.Replace("</main>", "<script>document.title = 'broken'</script></main>", StringComparison.Ordinal));

        Assert.That(await opened.Page.TitleAsync(), Is.Not.EqualTo("broken"));
        Assert.That(opened.Complaints, Has.Some.Contains("Content Security Policy"));
    }

    private static Task<OpenedPage> OpenAsync(string html, string hash = "", bool scripts = true) => OpenedPage.OpenAsync(chromium!.Browser, html, hash, scripts);

    private static Task<int> Rows(IPage page) => page.Locator("tr.place:visible").CountAsync();
}
