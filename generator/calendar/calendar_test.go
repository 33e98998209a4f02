package calendar

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// date reads a date that the test knows to be valid; "" is no date.
func date(t *testing.T, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, err := Parse(s)
	if err != nil {
		t.Fatalf("Parse(%q): %v", s, err)
	}
	return d
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		text string
		want Date
		err  error
	}{
		{"2026", Date{2026, 0, 0}, nil},
		{"2026-12", Date{2026, 12, 0}, nil},
		{"2026-12-31", Date{2026, 12, 31}, nil},
		{"1000-01-01", Date{1000, 1, 1}, nil},
		{"9999", Date{9999, 0, 0}, nil},
		{"2024-02-29", Date{2024, 2, 29}, nil},
		{"2000-02-29", Date{2000, 2, 29}, nil},

		{"2026-02-29", Date{}, ErrNoSuchDay},
		{"1900-02-29", Date{}, ErrNoSuchDay},
		{"2026-04-31", Date{}, ErrNoSuchDay},
		{"2026-04-00", Date{}, ErrNoSuchDay},
		{"2026-13", Date{}, ErrNoSuchDay},
		{"2026-00-10", Date{}, ErrNoSuchDay},
		{"2026-99-99", Date{}, ErrNoSuchDay},

		{"", Date{}, ErrForm},
		{"0999", Date{}, ErrForm},
		{"26", Date{}, ErrForm},
		{"12026", Date{}, ErrForm},
		{"2026-1", Date{}, ErrForm},
		{"2026-1-31", Date{}, ErrForm},
		{"2026-12-31 ", Date{}, ErrForm},
		{"2026-12-31T00:00", Date{}, ErrForm},
		{"31.12.2026", Date{}, ErrForm},
		{"2026/12/31", Date{}, ErrForm},
		{"12/2026", Date{}, ErrForm},
		{"-026-12", Date{}, ErrForm},
		{"+202-12-31", Date{}, ErrForm},
		{"٢٠٢٦", Date{}, ErrForm},
	} {
		got, err := Parse(test.text)
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("Parse(%q) = %v, %v, want %v, %v", test.text, got, err, test.want, test.err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "2026", "2026-12", "2026-12-31", "2026-02-30", "31.12.2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if (err == nil) == d.Zero() {
			t.Errorf("Parse(%q) = %v, %v", s, d, err)
		}
		if err == nil && d.String() != s {
			t.Errorf("Parse(%q).String() = %q", s, d.String())
		}
		if d.Last().Compare(d.First()) < 0 {
			t.Errorf("%v ends on %v, before %v", d, d.Last(), d.First())
		}
	})
}

func TestFirstAndLast(t *testing.T) {
	for _, test := range [][3]string{
		{"2026", "2026-01-01", "2026-12-31"},
		{"2026-12", "2026-12-01", "2026-12-31"},
		{"2026-02", "2026-02-01", "2026-02-28"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2026-04-10", "2026-04-10", "2026-04-10"},
		{"", "", ""},
	} {
		d := date(t, test[0])
		if first, last := d.First(), d.Last(); first != date(t, test[1]) || last != date(t, test[2]) {
			t.Errorf("%q is from %v to %v, want %s to %s", test[0], first, last, test[1], test[2])
		}
	}
}

func TestCompare(t *testing.T) {
	ordered := []string{"", "2025", "2025-12-31", "2026", "2026-01", "2026-01-01", "2026-01-02", "2026-02", "2027"}
	for i, a := range ordered {
		for j, b := range ordered {
			want := min(1, max(-1, i-j))
			if got := date(t, a).Compare(date(t, b)); got != want {
				t.Errorf("%q.Compare(%q) = %d, want %d", a, b, got, want)
			}
		}
	}
	dates := []Date{{2026, 1, 1}, {2026, 0, 0}, {}, {2025, 12, 31}}
	slices.SortFunc(dates, Date.Compare)
	if want := []Date{{}, {2025, 12, 31}, {2026, 0, 0}, {2026, 1, 1}}; !slices.Equal(dates, want) {
		t.Errorf("sorted: %v, want %v", dates, want)
	}
}

func TestBeforeAndAfter(t *testing.T) {
	for _, test := range []struct {
		a, b          string
		before, after bool
	}{
		{"2026-12-30", "2026-12-31", true, false},
		{"2026-12-31", "2026-12-31", false, false},
		{"2027-01-01", "2026-12-31", false, true},
		{"2025-12-31", "2026", true, false},
		{"2026-01-01", "2026", false, false},
		{"2026-07-01", "2026", false, false},
		{"2027-01-01", "2026", false, true},
		{"2026-03", "2026-04", true, false},
		{"2026", "2026-12", false, false},
	} {
		a, b := date(t, test.a), date(t, test.b)
		if before, after := a.Before(b), a.After(b); before != test.before || after != test.after {
			t.Errorf("%s: before %s: %t, after: %t; want %t, %t", a, b, before, after, test.before, test.after)
		}
	}
}

func TestAddDays(t *testing.T) {
	for _, test := range []struct {
		from string
		days int
		want string
	}{
		{"2026-12-31", 1, "2027-01-01"},
		{"2026-03-01", -1, "2026-02-28"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2026-01-31", 365, "2027-01-31"},
		{"2026-04-10", 0, "2026-04-10"},
		{"2026", 1, "2026-01-02"},
		{"2026-05", -1, "2026-04-30"},
		{"", 5, ""},
	} {
		if got := date(t, test.from).AddDays(test.days); got != date(t, test.want) {
			t.Errorf("%q and %d days = %v, want %s", test.from, test.days, got, test.want)
		}
	}
}

// Between 22:00 and 24:00 UTC it is already tomorrow in summery Dresden.
func TestToday(t *testing.T) {
	now := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	east := time.FixedZone("MEZ", 3600)
	if got := Today(now, time.UTC); got != (Date{2026, 12, 31}) {
		t.Errorf("in UTC it is %v", got)
	}
	if got := Today(now, east); got != (Date{2027, 1, 1}) {
		t.Errorf("one hour further east it is %v", got)
	}
}

func TestForPeople(t *testing.T) {
	for _, test := range []struct{ iso, de, en, hsb, short string }{
		{"2026-12-31", "31.\u00a0Dezember 2026", "31 December 2026", "31.\u00a0decembra 2026", "31.12.2026"},
		{"2026-03-01", "1.\u00a0März 2026", "1 March 2026", "1.\u00a0měrca 2026", "01.03.2026"},
		{"2026-05", "Mai 2026", "May 2026", "meja 2026", "05/2026"},
		{"2026", "2026", "2026", "2026", "2026"},
		{"", "", "", "", ""},
	} {
		d := date(t, test.iso)
		for got, want := range map[string]string{
			d.String(): test.iso, d.Long("de"): test.de, d.Long("de-simple"): test.de,
			d.Long("en"): test.en, d.Long("en-GB"): test.en, d.Long("hsb"): test.hsb,
			d.Long("pl"): test.iso, d.Long(""): test.iso, d.Short(): test.short,
		} {
			if got != want {
				t.Errorf("%s is shown as %q, want %q", test.iso, got, want)
			}
		}
	}
}
