using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ValueNamesTests
{
    [Theory]
    [InlineData("metal3", "Take metal3 out of rotation", "kubectl drain metal3 --timeout=600s", "node")]
    [InlineData("grafana", "Upgrade grafana", "helm upgrade grafana acme/grafana", "release")]
    [InlineData("payments", "index for payments", "psql -d billing -c 'ANALYZE VERBOSE; SELECT count(*) FROM payments'", "table")]
    [InlineData("analyst", "analyst may read", "psql -c \"grant usage on schema sales to analyst\"", "role")]
    [InlineData("4326", "reproject it to 4326", "ogr2ogr -t_srs EPSG:4326 out.gpkg in.shp", "epsg")]
    [InlineData("kitchen", "lights", "hue.set(room=\"kitchen\", on=True)", "room")]
    [InlineData("pt_BR", "new strings", "msgfmt po/pt_BR/app.po", "language")]
    [InlineData("wav", "the sound only", "ffmpeg -i talk.mp4 audio/talk.wav", "format")]
    [InlineData("drone-beach", "pull the sound out", "ffprobe -v error footage/drone-beach.mp4", "video")]
    [InlineData("KW12", "the numbers of KW12", "Share the tab with the heading KW12", "week")]
    [InlineData("€18", "pay it back", "Click Refund €18", "amount")]
    [InlineData("30.11.2025", "the last day", "Create the entry on 30.11.2025", "date")]
    [InlineData("qa2", "import it there", "terraform -chdir=live/qa2 init", "environment")]
    [InlineData("10.1093/comjnl/27.2.97", "cite it", "curl -sL https://doi.org/10.1093/comjnl/27.2.97", "doi")]
    [InlineData("INV-2041", "void it", "Open Bills and search for INV-2041", "invoice")]
    [InlineData("CmsLive", "Archive the CmsLive mongo database", "mongodump CmsLive", "database")]
    [InlineData("24.6", "send it", "Set the weight to 24.6 kg and the service to DHL", "weight")]
    [InlineData("20", "a new discount", "Check that the cart shows -20%", "percent")]
    [InlineData("1.20", "cheaper now", "Set the price of Rosinenschnecke to 1.20 EUR", "price")]
    [InlineData("Acme Metals", "block the lot", "Set Lot to B-9923 and Supplier to Acme Metals", "supplier")]
    [InlineData("98000", "a raise", "Set Pay rate to CHF 98000", "rate")]
    [InlineData("budget cut", "the deal is lost", "Pick the lost reason \"budget cut\"", "reason")]
    [InlineData("LH-9PLRZT", "rebook it", "Open the trip with record locator LH-9PLRZT", "record_locator")]
    [InlineData("Aiko Tanabe", "the programme", "Add Aiko Tanabe as the speaker", "speaker")]
    [InlineData("145", "the nights", "Type \"145\" into the field \"Price per night\"", "night")]
    [InlineData("2250", "more credit", "Type \"2250\" into \"Credit limit (GBP)\"", "limit")]
    [InlineData("Wall slides", "the home plan", "Add the exercise \"Wall slides\"", "exercise")]
    [InlineData("XGIFT", "make codes", "Enter XGIFT in the prefix field", "prefix")]
    [InlineData("Oberndorf II", "an extract", "Select \"Oberndorf II\" in the dropdown District", "district")]
    [InlineData("2023-09-30", "rerun it", "airflow dags list-runs --start-date 2023-09-30", "start_date")]
    [InlineData("3 May 2025", "Block the flat from 3 May 2025 to 9 May 2025", "Block 3 May 2025", "start_date")]
    [InlineData("9 May 2025", "Block the flat from 3 May 2025 to 9 May 2025", "Free 9 May 2025", "end_date")]
    [InlineData("120", "suspend it", "ALTER WAREHOUSE wh SET AUTO_SUSPEND = 120", "auto_suspend")]
    [InlineData("outbox", "send it", "mkdir -p ../outbox", "folder")]
    [InlineData("acme-csv", "send it", "node publish.js acme-csv-1.4.0.tgz", "package")]
    [InlineData("acme-csv-1.4.0", "send it", "node publish.js acme-csv-1.4.0.tgz", "package")]
    [InlineData("wms_prod", "dump it", "mysqldump --single-transaction --no-tablespaces wms_prod", "database")]
    public void A_value_is_called_what_stands_around_it_or_what_its_form_shows(string value, string task, string step, string name) =>
        Assert.Equal(name, Best(value, task, step));

    [Theory]
    [InlineData("9975", "service at 9975 km", "The odometer shows 9975 today", "distance")]
    [InlineData("SO-7719", "resend it", "Reply with the macro and mention SO-7719", "order")]
    [InlineData("BIO101", "grade it", "python curve.py --input 'grades/BIO101-final.csv'", "id")]
    [InlineData("overdue", "remind them", "Write that the invoice is overdue", "name")]
    [InlineData("budget cut", "the reason", "Told us by phone: budget cut", "name")]
    [InlineData("PFAS", "take the sample and order PFAS", "Assign PFAS", "name")]
    [InlineData("GearHousing", "print it", "admesh --write-binary-stl=stl/GearHousing_fixed.stl", "model")]
    [InlineData("DACH", "the weekly sheet", "Rename the tab to \"report DACH 12\"", "name")]
    [InlineData("0.6.44", "build it", "godot --version=0.6.44", "version")]
    public void A_verb_or_a_flag_of_more_than_the_value_is_no_name_for_it(string value, string task, string step, string name) =>
        Assert.Equal(name, Best(value, task, step));

    static string Best(string value, string task, string step) =>
        ValueNames.Best(value, [TokenizedStep.Of(Step.Parse(step))], [task], [value]);
}
