# Every step stands in setup/; this file names the steps. `make` alone lists them.

# Where set-up puts what it fetches, and where Covey and its tests look for it.
export COVEY_DEPS := $(CURDIR)/deps

.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint format check-imports bench clean

help: ## List these commands | 列出这些命令
	@. setup/messages.sh; awk -v zh="$$speaks_chinese" -F ':.*## | [|] ' \
		'/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, (zh == "yes" ? $$3 : $$2) }' $(MAKEFILE_LIST)

demo: ## From nothing to a finished report on the Online Retail example | 从零开始,用 Online Retail 示例生成完整报告
	@setup/demo.sh

setup: ## Install the system packages and pinned downloads that Covey needs | 安装群像所需的系统软件包和锁定的下载
	@setup/require.sh
	@setup/install.sh run
	@python3 setup/fetch.py

build: setup ## Build the release binary, .build/release/covey | 构建 release 程序 .build/release/covey
	@setup/build.sh

test: export COVEY_STRICT = 1
test: ## Install what the tests need and run all of them | 安装测试所需并运行全部测试
	@setup/test.sh

lint: ## Check the style, change nothing | 检查代码风格,不做修改
	@setup/lint.sh

format: ## Put the Swift sources into the project's style | 按项目风格格式化 Swift 源码
	@swift format --in-place --parallel --recursive Package.swift $(wildcard Sources Tests Benchmarks Examples)

check-imports: export COVEY_STRICT = 1
check-imports: ## Build with warnings and undeclared imports as errors | 构建;警告和未声明的导入视为错误
	@swift build --build-tests --explicit-target-dependency-import-check error

bench: build ## Run a benchmark, for example: make bench NAME=segments | 运行一项基准,例如:make bench NAME=segments
	@setup/install.sh run bench
	@Benchmarks/run $(NAME)

clean: ## Remove what was built and the demo; keep the downloads | 删除构建结果和演示,保留下载
	@rm -rf .build demo
