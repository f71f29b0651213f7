(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const root = document.documentElement;
  const find = (selector, within) => (within || document).querySelector(selector);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // ------------------------------------------------------------ text
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
  const day = (iso) => new Date(iso + 'T00:00:00Z');
  const shortDay = (iso) => day(iso).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const longDay = (iso) => day(iso).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const plusDays = (iso, days) => new Date(day(iso).getTime() + days * 86400000).toISOString().slice(0, 10);
  const money = (value) => whole.format(value) + ' ' + data.currency;
  const tip = (title, rows) =>
    '<div class="tip"><b>' + escape(title) + '</b>' +
    rows.map((r) => '<div class="row"><span>' + (r[2] ? '<i style="background:' + r[2] + '"></i>' : '') + escape(r[0]) + '</span><b>' + escape(r[1]) + '</b></div>').join('') +
    '</div>';

  // ------------------------------------------------------------ colours
  const colour = (name) => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  const palette = () => isDark()
    ? ['#6ea8ff', '#f0a04b', '#3ec9b4', '#c792ff', '#ff7d8c', '#c5d86d', '#5fd0f0', '#e3a1c3']
    : ['#1f6feb', '#d97706', '#0b8a7a', '#8b3fd9', '#d1495b', '#6b8e00', '#0891b2', '#b5487f'];

  // ------------------------------------------------------------ charts
  const drawn = new Map();
  // Follows the width of its box, which changes with the window, a scroll bar, or a phone that is turned.
  const boxes = new ResizeObserver((entries) => entries.forEach(({ target }) => {
    const chart = echarts.getInstanceByDom(target);
    if (target.offsetWidth && target.offsetWidth !== chart.getWidth()) {
      chart.resize();
      draw(target, drawn.get(target));
    }
  }));
  const placed = (element) => {
    boxes.observe(element);
    return echarts.init(element, null, { renderer: 'svg' });
  };
  const draw = (element, options) => {
    if (!element) { return; }
    drawn.set(element, options);
    const chart = echarts.getInstanceByDom(element) || placed(element);
    chart.setOption(Object.assign({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('ink') }
    }, options()), true);
  };
  const redraw = () => drawn.forEach((options, element) => draw(element, options));
  const narrow = () => window.innerWidth < 640;
  const axisText = () => ({ color: colour('soft'), fontSize: 12 });
  const dates = (values, extra) => Object.assign({
    type: 'category', data: values, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line') } },
    axisLabel: Object.assign(axisText(), { formatter: shortDay, hideOverlap: true })
  }, extra);
  const amounts = (extra) => Object.assign({
    type: 'value', splitNumber: 4, splitLine: { lineStyle: { color: colour('line') } },
    axisLabel: Object.assign(axisText(), { formatter: (v) => compact.format(v) })
  }, extra);
  const tooltip = (formatter) => ({
    trigger: 'axis', confine: true, backgroundColor: colour('card'), borderColor: colour('line'), textStyle: { color: colour('ink'), fontSize: 13 },
    axisPointer: { type: 'line', lineStyle: { color: colour('soft'), type: 'dashed' } }, formatter: formatter
  });
  const legend = (extra) => Object.assign({ top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colour('soft'), fontSize: 13 } }, extra);

  // ------------------------------------------------------------ revenue
  const state = { span: narrow() ? '30' : '90', scale: 'persons' };
  const steps = (values, from, count, size) => {
    const sums = [];
    for (let i = from; i < from + count; i += size) {
      sums.push(i < 0 ? null : values.slice(i, i + size).reduce((a, b) => a + b, 0));
    }
    return sums;
  };
  const revenueOptions = () => {
    const d = data.days, span = Number(state.span), size = span > 90 ? 7 : 1, end = d.revenue.length;
    const from = end - span;
    const x = steps(d.revenue, from, span, size).map((_, i) => plusDays(d.first, from + i * size));
    const now = steps(d.revenue, from, span, size), margin = steps(d.margin, from, span, size), orders = steps(d.orders, from, span, size);
    const before = from - 364 >= d.known ? steps(d.revenue, from - 364, span, size) : [];
    const series = [
      { name: 'Revenue', type: 'bar', data: now, itemStyle: { color: colour('accent'), borderRadius: [3, 3, 0, 0] }, barCategoryGap: '30%' },
      { name: 'Margin', type: 'bar', barGap: '-100%', data: margin, itemStyle: { color: colour('in'), borderRadius: [3, 3, 0, 0] } }
    ];
    if (before.length) {
      series.push({ name: 'A year before', type: 'line', data: before, showSymbol: false, lineStyle: { color: colour('warn'), width: 2, type: 'dashed' }, itemStyle: { color: colour('warn') } });
    }
    return {
      grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
      legend: legend(), xAxis: dates(x), yAxis: amounts(),
      tooltip: tooltip((points) => {
        const i = points[0].dataIndex;
        const rows = [['Revenue', money(now[i] || 0), colour('accent')], ['Margin', money(margin[i] || 0), colour('in')], ['Orders', whole.format(orders[i] || 0)]];
        if (before.length && before[i] !== null) { rows.push(['A year before', money(before[i]), colour('warn')]); }
        return tip((size > 1 ? 'Week from ' : '') + longDay(x[i]), rows);
      }),
      series: series
    };
  };

  // ------------------------------------------------------------ segments
  const segments = data.segments;
  const byId = new Map(segments.map((s) => [s.id, s]));
  const bySize = segments.filter((s) => s.members !== null).sort((a, b) => b.members - a.members);
  const shown = bySize.slice(0, 5).map((s) => s.id);
  const dots = () => new Map(shown.map((id, i) => [id, palette()[i % palette().length]]));

  const sizesOptions = () => {
    const colours = dots();
    const lines = shown.map((id) => {
      const s = byId.get(id), base = s.sizes.find((v) => v);
      const values = state.scale === 'index' ? s.sizes.map((v) => (v === null || !base ? null : Math.round(1000 * v / base) / 10)) : s.sizes;
      return { name: s.title, type: 'line', data: values, showSymbol: data.dates.length < 15, symbolSize: 6, lineStyle: { width: 2.5 }, itemStyle: { color: colours.get(id) } };
    });
    return {
      grid: { left: 8, right: 24, top: 14, bottom: 8, containLabel: true },
      xAxis: dates(data.dates, { boundaryGap: false }),
      yAxis: amounts({ scale: state.scale === 'index' }),
      tooltip: tooltip((points) => tip(longDay(points[0].axisValue), points.map((p) => [p.seriesName, p.value === null || p.value === undefined ? 'not evaluated' : fine.format(p.value), p.color]))),
      series: lines
    };
  };
  const chips = () => {
    const box = find('#sizes-chips');
    if (!box) { return; }
    const open = box.dataset.open === 'yes', colours = dots(), most = narrow() ? 8 : 14;
    const some = open ? bySize : bySize.filter((s, i) => i < most || shown.includes(s.id));
    box.replaceChildren(...some.map((s) => {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.textContent = s.title;
      chip.setAttribute('aria-pressed', shown.includes(s.id));
      chip.classList.toggle('on', shown.includes(s.id));
      if (colours.has(s.id)) { chip.style.setProperty('--dot', colours.get(s.id)); }
      chip.addEventListener('click', () => {
        const at = shown.indexOf(s.id);
        if (at >= 0) { shown.splice(at, 1); } else { shown.push(s.id); }
        chips();
        draw(find('#sizes-chart'), sizesOptions);
      });
      return chip;
    }));
    if (some.length < bySize.length) {
      const more = document.createElement('button');
      more.type = 'button';
      more.className = 'more';
      more.textContent = bySize.length - some.length + ' more …';
      more.addEventListener('click', () => { box.dataset.open = 'yes'; chips(); });
      box.append(more);
    }
  };

  const bars = (rows, series, value) => ({
    grid: { left: narrow() ? 132 : 190, right: narrow() ? 40 : 56, top: 30, bottom: 4 },
    legend: legend(),
    // Room for the numbers of bars that go to the left, which would stand on the names otherwise.
    xAxis: { type: 'value', boundaryGap: [series.some((x) => x.data.some((v) => v < 0)) ? '16%' : 0, 0], axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category', inverse: true, data: rows.map((s) => s.title), axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { color: colour('ink'), fontSize: narrow() ? 12 : 13, width: narrow() ? 124 : 178, overflow: 'truncate' }
    },
    tooltip: tooltip((points) => tip(rows[points[0].dataIndex].title, points.map((p) => [p.seriesName, p.value === null || p.value === undefined ? 'unknown' : value(Math.abs(p.value)), p.color]))),
    series: series
  });
  const movers = segments.filter((s) => s.enteredToday + s.leftToday > 0)
    .sort((a, b) => b.enteredToday + b.leftToday - a.enteredToday - a.leftToday).slice(0, 12);
  const moversOptions = () => bars(movers, [
    { name: 'Left', type: 'bar', stack: 'flow', data: movers.map((s) => -s.leftToday), itemStyle: { color: colour('out'), borderRadius: [3, 0, 0, 3] },
      label: { show: true, position: 'left', color: colour('soft'), fontSize: 12, formatter: (p) => (p.value ? whole.format(-p.value) : '') } },
    { name: 'Entered', type: 'bar', stack: 'flow', data: movers.map((s) => s.enteredToday), itemStyle: { color: colour('in'), borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: 'right', color: colour('soft'), fontSize: 12, formatter: (p) => (p.value ? whole.format(p.value) : '') } }
  ], (v) => whole.format(v));
  const valued = segments.filter((s) => s.revenue > 0).sort((a, b) => b.revenue - a.revenue).slice(0, 16);
  const valueOptions = () => bars(valued, [
    { name: 'Revenue', type: 'bar', data: valued.map((s) => s.revenue), itemStyle: { color: colour('accent'), borderRadius: [0, 3, 3, 0] }, barGap: '10%',
      label: { show: true, position: 'right', color: colour('soft'), fontSize: 12, formatter: (p) => compact.format(p.value) } },
    { name: 'Margin, where known', type: 'bar', data: valued.map((s) => s.margin), itemStyle: { color: colour('in'), borderRadius: [0, 3, 3, 0] } }
  ], money);

  // On the first date everybody enters at once, which would leave the days after it without height.
  const isFilled = (s, i) => s.entered[i] === s.sizes[i] && s.sizes.slice(0, i).every((v) => v === null);
  const flowOptions = (s) => () => ({
    grid: [{ left: 56, right: 12, top: 30, height: '44%' }, { left: 56, right: 12, bottom: 24, height: '27%' }],
    legend: legend(),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    xAxis: [dates(data.dates, { axisLabel: { show: false } }), dates(data.dates, { gridIndex: 1, position: 'bottom', axisLine: { onZero: false, lineStyle: { color: colour('line') } } })],
    yAxis: [amounts({ scale: true, splitNumber: 3, minInterval: 1, axisLabel: Object.assign(axisText(), { formatter: (v) => whole.format(v) }) }), amounts({ gridIndex: 1, splitNumber: 2, minInterval: 1, axisLabel: Object.assign(axisText(), { formatter: (v) => compact.format(Math.abs(v)) }) })],
    tooltip: tooltip((points) => {
      const i = points[0].dataIndex;
      if (s.sizes[i] === null) { return tip(longDay(data.dates[i]), [['not evaluated', '']]); }
      return tip(longDay(data.dates[i]), [['Members', whole.format(s.sizes[i]), colour('accent')], [isFilled(s, i) ? 'Entered (first evaluation)' : 'Entered', whole.format(s.entered[i]), colour('in')], ['Left', whole.format(s.left[i]), colour('out')]]);
    }),
    series: [
      { name: 'Members', type: 'line', data: s.sizes, showSymbol: data.dates.length < 15, symbolSize: 6, lineStyle: { width: 2.5 }, areaStyle: { opacity: .12, origin: 'start' }, itemStyle: { color: colour('accent') } },
      { name: 'Entered', type: 'bar', stack: 'flow', xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 22, data: s.entered.map((v, i) => (isFilled(s, i) ? null : v)), itemStyle: { color: colour('in') } },
      { name: 'Left', type: 'bar', stack: 'flow', xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 22, data: s.left.map((v) => (v === null ? null : -v)), itemStyle: { color: colour('out') } }
    ]
  });

  // ------------------------------------------------------------ models
  const ratesOptions = (model) => () => {
    const windows = data.rates.filter((r) => r.model === model);
    const longest = Math.max(1, ...windows.map((r) => Math.max(...r.promised, ...r.observed)));
    const top = Math.ceil(longest / 10) * 10;
    const name = (r) => r.days + ' days';
    return {
      grid: { left: 26, right: 24, top: 36, bottom: 26, containLabel: true },
      legend: legend(),
      xAxis: { type: 'value', min: 0, max: top, name: 'promised, %', nameLocation: 'middle', nameGap: 26, nameTextStyle: axisText(), splitLine: { show: false }, axisLabel: axisText() },
      yAxis: { type: 'value', min: 0, max: top, name: 'came, %', nameLocation: 'middle', nameGap: 36, nameTextStyle: axisText(), splitLine: { lineStyle: { color: colour('line') } }, axisLabel: axisText() },
      tooltip: Object.assign(tooltip((p) => tip(p.seriesName, [['Promised', fine.format(p.value[0]) + ' %'], ['Came', fine.format(p.value[1]) + ' %']])), { trigger: 'item' }),
      series: windows.map((r, i) => ({
        name: name(r), type: 'line', data: r.promised.map((p, k) => [p, r.observed[k]]), symbolSize: 8,
        itemStyle: { color: palette()[i % palette().length] }, lineStyle: { width: 2 }
      })).concat([{
        name: 'as promised', type: 'line', data: [[0, 0], [top, top]], showSymbol: false, silent: true,
        lineStyle: { type: 'dashed', width: 1.5, color: colour('soft') }, itemStyle: { color: colour('soft') }
      }])
    };
  };

  const fit = (element, rows, each, none) => {
    if (!element) { return false; }
    element.hidden = rows === 0;
    none.hidden = rows > 0;
    element.style.height = 44 + rows * each + 'px';
    return rows > 0;
  };

  // ------------------------------------------------------------ table
  const table = find('#segment-table');
  const bodies = table ? all('tbody', table) : [];
  const sortBy = (index, isNumber, descending) => {
    const value = (body) => body.rows[0].cells[index].dataset.value;
    bodies.sort((a, b) => {
      const x = value(a), y = value(b);
      // What is not known stands last, whatever the direction.
      if (x === '' || y === '') { return (x === '') - (y === ''); }
      const order = isNumber ? Number(x) - Number(y) : x.localeCompare(y, 'en');
      return descending ? -order : order;
    });
    bodies.forEach((body) => table.append(body));
  };
  const sortable = () => all('th[data-sort]', table).forEach((head) => find('button', head).addEventListener('click', () => {
    const isNumber = head.dataset.sort === 'number';
    const was = head.getAttribute('aria-sort');
    const descending = was ? was === 'ascending' : isNumber;
    all('th', table).forEach((h) => h.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    sortBy(head.cellIndex, isNumber, descending);
  }));
  const search = () => {
    const words = find('#search').value.toLowerCase().split(/\s+/);
    let hits = 0;
    bodies.forEach((body) => {
      body.hidden = !words.every((w) => body.dataset.words.toLowerCase().includes(w));
      hits += body.hidden ? 0 : 1;
    });
    find('#search-none').hidden = hits > 0;
  };
  const openable = () => bodies.forEach((body) => find('.open', body).addEventListener('click', (event) => {
    const detail = body.rows[1], chart = find('[data-flow]', detail);
    detail.hidden = !detail.hidden;
    event.currentTarget.setAttribute('aria-expanded', String(!detail.hidden));
    if (!detail.hidden) { draw(chart, flowOptions(byId.get(chart.dataset.flow))); }
  }));

  // ------------------------------------------------------------ choices
  const choose = (name, use) => all('[data-choice="' + name + '"] button').forEach((button) => button.addEventListener('click', () => {
    all('button', button.parentElement).forEach((b) => b.classList.toggle('on', b === button));
    use(button.dataset.value);
  }));
  all('[data-choice="span"] button').forEach((b) => b.classList.toggle('on', b.dataset.value === state.span));
  choose('span', (value) => { state.span = value; draw(find('#revenue-chart'), revenueOptions); });
  choose('scale', (value) => { state.scale = value; draw(find('#sizes-chart'), sizesOptions); });
  choose('heat', (value) => { find('#heat').className = 'heat ' + value; });

  const remember = (theme) => { try { localStorage.setItem('segmentlake-theme', theme); } catch (e) { /* A page from a file may have no storage. */ } };
  const remembered = () => { try { return localStorage.getItem('segmentlake-theme'); } catch (e) { return null; } };
  const look = new URLSearchParams(location.search).get('theme') || remembered();
  if (look === 'dark' || look === 'light') { root.dataset.theme = look; }
  const recolour = () => { redraw(); chips(); };
  find('#theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    recolour();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);

  // ------------------------------------------------------------ start
  if (data.days) { draw(find('#revenue-chart'), revenueOptions); }
  all('[data-rates]').forEach((chart) => draw(chart, ratesOptions(chart.dataset.rates)));
  if (table) {
    chips();
    draw(find('#sizes-chart'), sizesOptions);
    if (fit(find('#movers-chart'), movers.length, 26, find('#movers-none'))) { draw(find('#movers-chart'), moversOptions); }
    if (fit(find('#value-chart'), valued.length, 34, find('#value-none'))) { draw(find('#value-chart'), valueOptions); }
    const pick = find('#flow-segment');
    const focus = (movers[0] || bySize[0] || segments[0]).id;
    segments.forEach((s) => pick.add(new Option(s.title, s.id, s.id === focus, s.id === focus)));
    const flow = () => draw(find('#flow-chart'), flowOptions(byId.get(pick.value)));
    pick.addEventListener('change', flow);
    flow();
    sortable();
    openable();
    find('#search').addEventListener('input', search);
  }
})();
