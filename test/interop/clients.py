"""What Python's own hub clients do, for python-clients.test.ts: prints one JSON object, path below the folder -> SHA-256.

python3 clients.py huggingface|modelscope online|offline OWNER/NAME PATTERN
"""
import contextlib
import hashlib
import importlib
import json
import pathlib
import sys


def huggingface(offline, name, pattern):
    from huggingface_hub import snapshot_download

    return snapshot_download(name, repo_type='dataset', allow_patterns=[pattern], local_files_only=offline)


def modelscope(offline, name, pattern):
    # Clients before 1.38 speak HTTPS only, and the fake hub has no certificate: the one thing that is changed in them.
    importlib.import_module('modelscope.hub.snapshot_download')
    for module in list(sys.modules.values()):
        if vars(module).get('MODELSCOPE_URL_SCHEME') == 'https://':
            module.MODELSCOPE_URL_SCHEME = 'http://'
    if not offline:
        from modelscope.hub.snapshot_download import dataset_snapshot_download

        return dataset_snapshot_download(name, allow_patterns=[pattern])
    # The data set form has no switch for this in all versions; the general one has.
    from modelscope.hub.snapshot_download import snapshot_download

    return snapshot_download(name, repo_type='dataset', local_files_only=True)


def hashes(folder):
    root = pathlib.Path(folder)
    files = [path for path in root.rglob('*') if path.is_file() and not any(part.startswith('.') for part in path.relative_to(root).parts)]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == '__main__':
    client, mode, name, pattern = sys.argv[1:]
    with contextlib.redirect_stdout(sys.stderr):
        folder = {'huggingface': huggingface, 'modelscope': modelscope}[client](mode == 'offline', name, pattern)
    print(json.dumps({'folder': str(folder), 'files': hashes(folder)}))
