"""All outbound jobs in their order over one company, as a day at work."""


def test_a_day_brings_every_document_to_kinetic_once(site):
    generated, _ = site.run(46)
    assert generated.inserted >= 10
    assert generated.failed == 0
    for job in (6, 53, 54, 59, 60):
        counted, context = site.run(job)
        assert counted.failed == 0, context.text
        assert counted.skipped == 0, context.text
        assert counted.inserted > 0, context.text
    assert site.rows('SELECT * FROM "Transaction" WHERE Status <> ?', "DONE") == []
