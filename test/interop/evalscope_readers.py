"""What EvalScope's own readers make of our files, for evalscope.test.ts: prints one JSON object.

python3 evalscope_readers.py version | run FOLDER | collection FILE | evaluate FOLDER URL OUTPUT | shuffle SEED (samples as JSON on stdin)
"""
import glob
import json
import logging
import os
import sys

logging.disable(logging.CRITICAL)


def run(folder):
    from evalscope.api.dataset import Sample
    from evalscope.api.dataset.dataset import MemoryDataset
    from evalscope.api.evaluator.cache import CacheManager
    from evalscope.constants import DataCollection
    from evalscope.report.combinator import gen_table
    from evalscope.report.data_frames import get_model_prediction, load_report_bundle, scan_report_refs
    from evalscope.report.report import Report
    from evalscope.utils.io_utils import OutputsStructure

    [ref] = [ref for ref in scan_report_refs(os.path.dirname(folder)) if ref.run_id == os.path.basename(folder)]
    bundle, names, config = load_report_bundle(os.path.dirname(folder), ref)
    outputs = OutputsStructure(folder, is_make=False)
    reports = []
    for path in sorted(glob.glob(f'{folder}/reports/*/*.json')):
        if os.path.basename(path) == DataCollection.REPORT_NAME:
            continue
        report = Report.from_json(path)
        reports.append(
            {
                'name': report.dataset_name,
                'score': report.score,
                'num': report.num,
                'metrics': [metric.identity.key for metric in report.metrics],
                'execution': report.execution_summary.model_dump(exclude={'subsets'}),
                'judges': report.judge_summary.model_dump(mode='json') if report.judge_summary else None,
                'perf': report.perf_metrics['summary']['n_samples'] if report.perf_metrics else None,
            }
        )
        if report.dataset_name == DataCollection.NAME:
            continue
        subsets = {subset.name for metric in report.metrics for category in metric.categories for subset in category.subsets}
        cache = CacheManager(outputs, ref.model_id, report.dataset_name)
        reports[-1]['reused'] = reports[-1]['reviewed'] = reports[-1]['left'] = reports[-1]['shown'] = 0
        for subset in sorted(subsets):
            with open(cache.get_prediction_cache_path(subset), encoding='utf-8') as lines:
                count = max(json.loads(line)['index'] for line in lines) + 1
            samples = [Sample(input='', target='', id=index, group_id=index) for index in range(count)]
            states, left = cache.filter_prediction_cache(subset, MemoryDataset(samples=samples))
            scores, unscored = cache.filter_review_cache(subset, states)
            shown = get_model_prediction(folder, ref.model_id, report.dataset_name, subset)
            reports[-1]['reused'] += len(states)
            reports[-1]['left'] += len(left)
            reports[-1]['reviewed'] += len(scores)
            reports[-1]['shown'] += sum(1 for messages in shown['Messages'] if messages)
            reports[-1]['statuses'] = sorted({*reports[-1].get('statuses', []), *(score.score.status.value for score in scores)})
            reports[-1]['groups'] = max(reports[-1].get('groups', 0), len({score.group_id for score in scores}))
    scored = [report for report in bundle if report.metrics]
    table = gen_table(report_list=scored, add_overall_metric=True) if scored else ''
    return {'reports': reports, 'names': names, 'model': config.get('model'), 'table': table}


def collection(path):
    from evalscope.api.dataset import Sample
    from evalscope.collections import DatasetEntry
    from evalscope.utils.io_utils import jsonl_to_list

    entries = [DatasetEntry.model_validate(line) for line in jsonl_to_list(path)]
    samples = [Sample.model_validate(entry.prompt) for entry in entries]
    return {
        'indexes': [entry.index for entry in entries],
        'names': sorted({entry.dataset_name for entry in entries}),
        'weights': sum(entry.weight for entry in entries),
        'inputs': sum(1 for sample in samples if sample.input),
        'targets': sum(1 for sample in samples if sample.target),
    }


def shuffle(seed):
    from evalscope.api.dataset import Sample
    from evalscope.api.dataset.dataset import MemoryDataset

    dataset = MemoryDataset(samples=[Sample(**sample) for sample in json.load(sys.stdin)])
    dataset.shuffle_choices(int(seed))
    return [{'choices': sample.choices, 'target': sample.target} for sample in dataset.samples]


def evaluate(folder, url, output):
    from evalscope import TaskConfig, run_task

    run_task(
        TaskConfig(
            model='m', api_url=url, api_key='EMPTY', eval_type='openai_api', datasets=['data_collection'], eval_batch_size=1,
            dataset_args={'data_collection': {'local_path': folder}}, work_dir=output, no_timestamp=True,
        )
    )
    with open(f'{output}/reports/m/collection_detailed_report.json', encoding='utf-8') as report:
        rows = json.load(report)['subset_level']
    return sorted([row['dataset_name'], row['subset_name'], row['micro_avg.'], row['count']] for row in rows)


def version():
    import evalscope.report.report  # noqa: F401 - all that its readers need must be there
    from evalscope.version import __version__

    return __version__


words = sys.argv[1:]
print(json.dumps({'run': run, 'collection': collection, 'evaluate': evaluate, 'shuffle': shuffle, 'version': version}[words[0]](*words[1:])))
